import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignmentRead, reopenAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { useVerb } from './use-verb'

/** An accepted result turns out wrong: the unit gets it back with the reason. */
export function Reopen({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const [asking, setAsking] = useState(false)
  const reopen = useVerb<string>({
    done: 'reopen',
    call: (reason) =>
      reopenAssignment({
        path: { assignment_id: assignment.id },
        headers: ifMatch(assignment),
        body: { reason },
      }),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('reopen.open')}
      </Button>
      <ReasonDialog
        opened={asking}
        title={t('reopen.title', { unit: assignment.unit_name })}
        label={t('reopen.reason')}
        help={t('decision.reasonHelp')}
        send={t('reopen.open')}
        busy={reopen.isPending}
        onSend={reopen.mutate}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
