import { hashKey, type QueryKey, useQueryClient } from '@tanstack/react-query'
import type { Namespace } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type AttemptHeaders, unwrap, useAction } from '@/lib/api'
import { putReading } from '@/lib/put-reading'
import { textAt } from '@/lib/texts'
import { showDone, showProblem } from './notices'

export type Verb<Reply, Input> = {
  /**
   * Key of `done` in the context's texts, or else in those that all records share; what is said may hang on the
   * reply. `app/contexts.test.ts` asks for the text. An empty key says nothing: the page shows it itself.
   */
  done: string | ((reply: Reply) => string)
  call: (input: Input, headers: AttemptHeaders) => Promise<{ data: Reply }>
  onDone?: (reply: Reply) => void
  /** Where the failure is shown in a form instead of a notice. */
  quiet?: boolean
}

export type UsedVerb<Input> = ReturnType<typeof useAction<Input>>

type Context<Reply> = {
  /** Namespace of the texts. */
  texts: string
  /** Every reading that begins with one of these keys is read anew. */
  stale: QueryKey[]
  /** Key of the reading that the reply itself is, as the record is now. */
  reading?: (reply: Reply) => QueryKey
}

/** A verb on a record; each context binds it to its own texts and readings. */
export function useVerb<Reply, Input = void>(
  { texts, stale, reading }: Context<Reply>,
  verb: Verb<Reply, Input>,
) {
  // Loads them; what is said is put together by `textAt`.
  useTranslation(texts as Namespace)
  const queryClient = useQueryClient()
  return useAction<Input, Reply>({
    action: (input, headers) => verb.call(input, headers).then(unwrap),
    onSuccess: async (reply) => {
      const fresh = reading?.(reply)
      if (fresh) await putReading(queryClient, fresh, reply)
      const freshHash = fresh && hashKey(fresh)
      for (const queryKey of stale) {
        queryClient.invalidateQueries({ queryKey, predicate: (query) => query.queryHash !== freshHash })
      }
      const done = typeof verb.done === 'string' ? verb.done : verb.done(reply)
      if (done) showDone(textAt(`${texts}:done.${done}`, textAt(`common:record.done.${done}`)))
      verb.onDone?.(reply)
    },
    onError: verb.quiet ? undefined : showProblem,
  })
}
