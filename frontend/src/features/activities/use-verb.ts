import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ActivityRead } from '@/client'
import { type AttemptHeaders, unwrap, useAction } from '@/lib/api'
import { showDone, showProblem } from '@/ui/notices'
import { ALL, activityQuery } from './api'

/** A verb on one activity: the answer is the record as it is now; every list and calendar is read anew. */
export function useVerb<Input = void>(options: {
  activity: ActivityRead
  /** Key of `done` in the texts. */
  done: string
  call: (
    input: Input,
    headers: AttemptHeaders,
  ) => Promise<{ data: ActivityRead | undefined; response?: Response }>
  onDone?: (record: ActivityRead) => void
  /** Where the failure is shown in a form instead of a notice. */
  quiet?: boolean
}) {
  const { t } = useTranslation(['activities', 'common'])
  const queryClient = useQueryClient()
  return useAction<Input, ActivityRead>({
    action: (input, headers) => options.call(input, headers).then((reply) => unwrap(reply as never)),
    onSuccess: (record) => {
      queryClient.setQueryData(activityQuery(record.id).queryKey, record)
      queryClient.invalidateQueries({
        queryKey: ALL,
        predicate: (query) => query.queryKey[1] !== 'one',
      })
      queryClient.invalidateQueries({ queryKey: ['assignments'] })
      showDone(t(`done.${options.done}` as never))
      options.onDone?.(record)
    },
    onError: options.quiet ? undefined : showProblem,
  })
}
