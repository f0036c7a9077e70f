import { type MutationMeta, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { AttemptKey } from './idempotency'

/** Headers of one attempt, to be passed on to the server call. */
export type AttemptHeaders = { 'Idempotency-Key': string }

/**
 * A mutation behind a button. The function gets the attempt's `Idempotency-Key` header:
 * a press after a lost connection repeats the same attempt instead of doing the work twice.
 */
export function useAction<Input = void, Result = unknown>(options: {
  action: (input: Input, headers: AttemptHeaders) => Promise<Result>
  onSuccess?: (result: Result, input: Input) => unknown
  onError?: (error: Error) => unknown
  meta?: MutationMeta
}) {
  const attempt = useRef(new AttemptKey())
  const { action, ...rest } = options
  return useMutation<Result, Error, Input>({
    ...rest,
    mutationFn: async (input) => {
      try {
        const result = await action(input, { 'Idempotency-Key': attempt.current.keyFor(input) })
        attempt.current.settle()
        return result
      } catch (error) {
        attempt.current.settle(error)
        throw error
      }
    },
  })
}
