import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, acceptAssignment, returnAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReturnButton } from '@/ui/ReturnButton'
import { StepCard } from '@/ui/StepCard'
import { assignments } from './record'

/** The ward's two answers to a result: accept, or return with a reason that the unit reads first. */
export function Decision({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const path = { assignment_id: assignment.id }
  const accept = assignments.useVerb({
    done: 'accept',
    call: () => acceptAssignment({ path, headers: ifMatch(assignment), body: {} }),
  })
  const sendBack = assignments.useVerb<string>({
    done: 'return',
    call: (reason) => returnAssignment({ path, headers: ifMatch(assignment), body: { reason } }),
  })
  return (
    <StepCard title={t('decision.title')}>
      <Group gap={8}>
        <ReturnButton verb={sendBack} unit={assignment.unit_name} help={t('decision.reasonHelp')} />
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t('decision.accept')}
        </Button>
      </Group>
    </StepCard>
  )
}
