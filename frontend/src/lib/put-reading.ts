import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * What the server has just answered becomes the reading. One that was on its way is from before: if it arrived later it
 * would put the old state back.
 */
export async function putReading<Reading>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  reading: Reading,
): Promise<void> {
  await queryClient.cancelQueries({ queryKey, exact: true })
  queryClient.setQueryData(queryKey, reading)
}
