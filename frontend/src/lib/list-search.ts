/** What a list shows lives in its address: it can be sent to a colleague and survives "back". */
import { useNavigate, useSearch } from '@tanstack/react-router'

/** The words searched (`q`), the order (`sort`: a column's key, `-key` for descending) and the filters. */
export type ListSearch = { q?: string; sort?: string } & Record<string, string | undefined>

/**
 * `validateSearch` of a list's route: keeps `q`, `sort` and the named filters, as text.
 *
 * @example validateSearch: listSearch('state', 'unit_id')
 */
export function listSearch<Filter extends string = never>(...filters: Filter[]) {
  const known = ['q', 'sort', ...filters]
  return (search: Record<string, unknown>) =>
    Object.fromEntries(
      known
        .map((key) => [key, search[key]] as const)
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([key, value]) => [key, String(value)]),
    ) as { [Key in 'q' | 'sort' | Filter]?: string }
}

/** The entries of a list's address that `FILTERS` of its record names. */
export const namesOf = <Filters extends object>(filters: Filters) =>
  Object.keys(filters) as (keyof Filters & string)[]

/** The list's search of the present page and the way to change it; other entries stay as they are. */
export function useListSearch() {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const update = (change: ListSearch) =>
    navigate({
      to: '.',
      search: (old: object) => ({ ...old, ...change }),
      replace: true,
      resetScroll: false,
    })
  return { search, update }
}
