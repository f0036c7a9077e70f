import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { putReading } from './put-reading'

test('a reading that was on its way does not put the old state back', async () => {
  const queryClient = new QueryClient()
  const queryKey = ['gift-rounds', 'one', '1']
  queryClient.setQueryData(queryKey, { state: 'first' })
  const answer: { with?: (state: object) => void } = {}
  const late = queryClient
    .fetchQuery({
      queryKey,
      queryFn: () =>
        new Promise<object>((resolve) => {
          answer.with = resolve
        }),
    })
    .catch(() => undefined)
  await putReading(queryClient, queryKey, { state: 'new' })
  answer.with?.({ state: 'old' })
  await late
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(queryClient.getQueryData(queryKey)).toEqual({ state: 'new' })
  expect(queryClient.getQueryState(queryKey)?.fetchStatus).toBe('idle')
})
