import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, acknowledgeAssignment, recallAssignment, startAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { assignments } from './record'

/** The verbs that need no words: one press. */
export function Steps({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const path = { assignment_id: assignment.id }
  const headers = ifMatch(assignment)
  const acknowledge = assignments.useVerb({
    done: 'acknowledge',
    call: () => acknowledgeAssignment({ path, headers }),
  })
  const start = assignments.useVerb({ done: 'start', call: () => startAssignment({ path, headers }) })
  const recall = assignments.useVerb({ done: 'recall', call: () => recallAssignment({ path, headers }) })
  const may = (verb: AssignmentRead['allowed_actions'][number]) => assignment.allowed_actions.includes(verb)
  if (!may('acknowledge') && !may('start') && !may('recall')) return null
  return (
    <Group gap={8} className="no-print">
      {may('acknowledge') && (
        <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
          {t('next.acknowledge')}
        </Button>
      )}
      {may('start') && !may('acknowledge') && (
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {t('next.start')}
        </Button>
      )}
      {may('recall') && (
        <Button variant="default" loading={recall.isPending} onClick={() => recall.mutate()}>
          {t('next.recall')}
        </Button>
      )}
    </Group>
  )
}
