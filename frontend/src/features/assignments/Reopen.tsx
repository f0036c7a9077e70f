import { useTranslation } from 'react-i18next'
import { type AssignmentRead, reopenAssignment } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReasonButton } from '@/ui/ReasonButton'
import { assignments } from './record'

/** An accepted result turns out wrong: the unit gets it back with the reason. */
export function Reopen({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation(['assignments', 'common'])
  const reopen = assignments.useVerb<string>({
    done: 'reopen',
    call: (reason) =>
      reopenAssignment({
        path: { assignment_id: assignment.id },
        headers: ifMatch(assignment),
        body: { reason },
      }),
  })
  return (
    <ReasonButton
      verb={reopen}
      title={t('reopen.title', { unit: assignment.unit_name })}
      label={t('reopen.reason')}
      help={t('decision.reasonHelp')}
      send={t('reopen.open')}
    >
      {t('reopen.open')}
    </ReasonButton>
  )
}
