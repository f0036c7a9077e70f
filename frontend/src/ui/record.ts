/** What every page of one kind of record shares: its readings, its list, the export's address, its verbs. */
import { type QueryKey, queryOptions } from '@tanstack/react-query'
import { addressOf, listQuery } from '@/lib/list-query'
import type { ListSearch } from '@/lib/list-search'
import { type Page, usePages } from '@/lib/use-pages'
import { useVerb, type Verb } from './use-verb'

type Kind<Item, Read, Query> = {
  /** Namespace of its texts, and the first part of every key: a verb makes all of it stale at once. */
  key: string
  /** Address of its list, below which the export and the sheets lie. */
  address: string
  /** Entries of the list's address beside `q` and `sort`; what else stands there isn't asked. */
  filters: readonly string[]
  /** Those of them that hold several values. */
  several: readonly string[]
  /** The server sorts upwards only. */
  upwards?: true
  /** Readings of other contexts that a verb changes too. */
  stale?: QueryKey[]
  read: (id: string, signal: AbortSignal) => Promise<Read>
  list: (query: Query & { after?: string }, signal: AbortSignal) => Promise<Page<Item>>
}

export function recordOf<Item, Read extends { id: string }, Query>(kind: Kind<Item, Read, Query>) {
  const all = [kind.key] as const
  const known = new Set(['q', 'sort', ...kind.filters])
  const one = (id: string) =>
    queryOptions({ queryKey: [...all, 'one', id], queryFn: ({ signal }) => kind.read(id, signal) })
  const asked = (search: ListSearch): ListSearch =>
    Object.fromEntries(
      Object.entries(search)
        .filter(([name]) => known.has(name))
        .map(([name, value]) => [name, kind.upwards && name === 'sort' ? value?.replace('-', '') : value]),
    )
  const verbs = {
    texts: kind.key,
    stale: [all, ...(kind.stale ?? [])],
    reading: (record: Read) => one(record.id).queryKey,
  }
  return {
    all,
    address: kind.address,
    /** A query of one record. */
    one,
    useList: (search: ListSearch) =>
      usePages([...all, 'list', asked(search)], (after, signal) =>
        kind.list({ ...listQuery<Query>(asked(search), ...kind.several), after }, signal),
      ),
    /** Address of the same list as an Excel file. */
    exportHref: (search: ListSearch, more: object = {}) =>
      addressOf(`${kind.address}/export`, { ...listQuery<object>(asked(search), ...kind.several), ...more }),
    /** A verb whose answer is the record as it is now; every list that shows it is read anew. */
    useVerb: <Input = void>(verb: Verb<Read, Input>) => useVerb<Read, Input>(verbs, verb),
  }
}
