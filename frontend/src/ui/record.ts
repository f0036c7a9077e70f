/** What every page of one kind of record shares: its readings, its list, the export's address, its verbs. */
import { type QueryKey, queryOptions } from '@tanstack/react-query'
import { addressOf, listQuery } from '@/lib/list-query'
import { type ListSearch, namesOf } from '@/lib/list-search'
import { type Page, usePages } from '@/lib/use-pages'
import { useVerb, type Verb } from './use-verb'

/**
 * Entries of a list's address, and whether each holds one value or several. All that the server's list takes must
 * be named: what isn't named isn't asked, and a link from the figures would show other rows than it counted.
 */
export type Filters<Query> = {
  [Name in Exclude<keyof Query, 'q' | 'sort' | 'limit' | 'after'>]-?: NonNullable<
    Query[Name]
  > extends readonly unknown[]
    ? 'several'
    : 'one'
}

type Kind<Item, Read, Query> = {
  /** The first part of every key: a verb makes all of it stale at once. Also the namespace of its texts. */
  key: string
  /** Namespace of its texts, where its context has several kinds of record. */
  texts?: string
  /** Address of its list, below which the export and the sheets lie. */
  address: string
  /** Entries of the list's address beside `q` and `sort`. */
  filters: Filters<Query>
  /** The server sorts upwards only. */
  upwards?: true
  /** Readings of other contexts that a verb changes too. */
  stale?: QueryKey[]
  read: (id: string, signal: AbortSignal) => Promise<Read>
  list: (query: Query & { after?: string }, signal: AbortSignal) => Promise<Page<Item>>
}

export function recordOf<Item, Read extends { id: string }, Query extends object>(
  kind: Kind<Item, Read, Query>,
) {
  const all = [kind.key] as const
  const filters = namesOf(kind.filters)
  const known = new Set<string>(['q', 'sort', ...filters])
  const several = filters.filter((name) => kind.filters[name] === 'several')
  const one = (id: string) =>
    queryOptions({ queryKey: [...all, 'one', id], queryFn: ({ signal }) => kind.read(id, signal) })
  const asked = (search: ListSearch): ListSearch =>
    Object.fromEntries(
      Object.entries(search)
        .filter(([name]) => known.has(name))
        .map(([name, value]) => [name, kind.upwards && name === 'sort' ? value?.replace('-', '') : value]),
    )
  const verbs = {
    texts: kind.texts ?? kind.key,
    stale: [all, ...(kind.stale ?? [])],
    reading: (record: Read) => one(record.id).queryKey,
  }
  return {
    all,
    key: kind.key,
    address: kind.address,
    filters: kind.filters,
    /** A query of one record. */
    one,
    useList: (search: ListSearch) =>
      usePages([...all, 'list', asked(search)], (after, signal) =>
        kind.list({ ...listQuery<Query>(asked(search), ...several), after }, signal),
      ),
    /** What the server is asked for by these entries of the address. */
    query: (search: ListSearch) => listQuery<Query>(asked(search), ...several),
    /** Address of the same list as an Excel file. */
    exportHref: (search: ListSearch, more: object = {}) =>
      addressOf(`${kind.address}/export`, { ...listQuery<object>(asked(search), ...several), ...more }),
    /** A verb whose answer is the record as it is now; every list that shows it is read anew. */
    useVerb: <Input = void>(verb: Verb<Read, Input>) => useVerb<Read, Input>(verbs, verb),
  }
}
