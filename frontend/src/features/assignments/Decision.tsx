import { Button, Card, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, acceptAssignment, returnAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReasonDialog } from '@/ui/ReasonDialog'
import classes from './Assignments.module.css'
import { useVerb } from './use-verb'

/** The ward's two answers to a result: accept, or return with a reason that the unit reads first. */
export function Decision({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [asking, setAsking] = useState(false)
  const path = { assignment_id: assignment.id }
  const accept = useVerb({
    done: 'accept',
    call: () => acceptAssignment({ path, headers: ifMatch(assignment), body: {} }),
  })
  const sendBack = useVerb<string>({
    done: 'return',
    call: (reason) => returnAssignment({ path, headers: ifMatch(assignment), body: { reason } }),
    onDone: () => setAsking(false),
  })
  return (
    <Card className={`${classes.card} ${classes.now} no-print`}>
      <div className={classes.row}>
        <h2>{t('decision.title')}</h2>
        <Group gap={8}>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('decision.return')}
          </Button>
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('decision.accept')}
          </Button>
        </Group>
      </div>
      <ReasonDialog
        opened={asking}
        title={t('decision.returnTitle', { unit: assignment.unit_name })}
        label={t('decision.reason')}
        help={t('decision.reasonHelp')}
        send={t('decision.send')}
        busy={sendBack.isPending}
        onSend={sendBack.mutate}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}
