/** A list's address, as the server takes it. */
import type { ListSearch } from './list-search'

/**
 * The list's search as a query: the named filters hold several values, with commas between them.
 *
 * @example listQuery<Query>(search, 'state', 'kind')
 */
export function listQuery<Query>(search: ListSearch, ...several: string[]): Query {
  return Object.fromEntries(
    Object.entries(search).map(([name, value]) => [name, several.includes(name) ? value?.split(',') : value]),
  ) as Query
}

/** The path with the query behind it; a filter of several values stands there once for each. */
export function addressOf(path: string, query: object = {}): string {
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') said.append(name, String(one))
    }
  }
  return `${path}?${said}`
}
