import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

/** A page of a list as the server sends it; `next` continues it, null at the end. */
export type Page<Row> = { items: Row[]; next?: string | null; total?: number | null }

/**
 * A list read page by page ("Xem thêm"), for `DataList`.
 *
 * @param key   everything the reading depends on, the list's search included
 * @param fetch reads the page after the given cursor
 */
export function usePages<Row>(
  key: QueryKey,
  fetch: (after: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetch(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // A changed filter keeps the old rows in sight until the new ones are there.
    placeholderData: (old) => old,
  })
}

export type Pages<Row> = ReturnType<typeof usePages<Row>>
