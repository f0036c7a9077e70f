import { Button, Card, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, acceptAssignment, returnAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import classes from './Assignments.module.css'
import { useVerb } from './use-verb'

/** The ward's two answers to a result: accept, or return with a reason that the unit reads first. */
export function Decision({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const path = { assignment_id: assignment.id }
  const accept = useVerb({
    assignment,
    done: 'accept',
    call: () => acceptAssignment({ path, headers: ifMatch(assignment), body: {} }),
  })
  const sendBack = useVerb<string>({
    assignment,
    done: 'return',
    call: (text) => returnAssignment({ path, headers: ifMatch(assignment), body: { reason: text } }),
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
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('decision.returnTitle', { unit: assignment.unit_name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Textarea
          label={t('decision.reason')}
          description={t('decision.reasonHelp')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={3}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common:action.cancel')}
          </Button>
          <Button
            disabled={reason.trim().length < 5}
            loading={sendBack.isPending}
            onClick={() => sendBack.mutate(reason.trim())}
          >
            {t('decision.send')}
          </Button>
        </Group>
      </Modal>
    </Card>
  )
}
