import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AttemptHeaders, unwrap, useAction } from '@/lib/api'
import { showDone, showProblem } from '@/ui/notices'
import { ALL } from './api'

/** A verb on an event, a script or a slot: all readings of communication are read anew. */
export function useVerb<Reply, Input = void>(options: {
  /** Key of `done` in the texts. */
  done: string
  call: (input: Input, headers: AttemptHeaders) => Promise<{ data: Reply | undefined; response?: Response }>
  onDone?: (reply: Reply) => void
  /** Where the failure is shown in a form instead of a notice. */
  quiet?: boolean
}) {
  const { t } = useTranslation('communications')
  const queryClient = useQueryClient()
  return useAction<Input, Reply>({
    action: (input, headers) => options.call(input, headers).then((reply) => unwrap(reply as never)),
    onSuccess: (reply) => {
      queryClient.invalidateQueries({ queryKey: ALL })
      queryClient.invalidateQueries({ queryKey: ['assignments'] })
      showDone(t(`done.${options.done}` as never))
      options.onDone?.(reply)
    },
    onError: options.quiet ? undefined : showProblem,
  })
}
