import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AssignmentRead } from '@/client'
import { type AttemptHeaders, unwrap, useAction } from '@/lib/api'
import { showDone, showProblem } from '@/ui/notices'
import { ALL, assignmentQuery } from './api'

/** A verb on one assignment: the answer is the record as it is now; every list and dashboard is read anew. */
export function useVerb<Input = void>(options: {
  assignment: AssignmentRead
  /** Key of `done` in the texts. */
  done: string
  call: (
    input: Input,
    headers: AttemptHeaders,
  ) => Promise<{ data: AssignmentRead | undefined; response?: Response }>
  onDone?: () => void
}) {
  const { t } = useTranslation(['assignments', 'common'])
  const queryClient = useQueryClient()
  return useAction<Input, AssignmentRead>({
    action: (input, headers) => options.call(input, headers).then((reply) => unwrap(reply as never)),
    onSuccess: (record) => {
      queryClient.setQueryData(assignmentQuery(options.assignment.id).queryKey, record)
      queryClient.invalidateQueries({
        queryKey: ALL,
        predicate: (query) => query.queryKey[1] !== 'one',
      })
      showDone(t(`done.${options.done}` as never))
      options.onDone?.()
    },
    onError: showProblem,
  })
}
