import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, announceActivity, reportActivity, returnActivity } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReturnButton } from '@/ui/ReturnButton'
import { StepCard } from '@/ui/StepCard'
import { HoldForm } from './HoldForm'
import { activities } from './record'

/** What is to be done next, before anything else on the page. */
export function NextStep({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const path = { activity_id: activity.id }
  const headers = ifMatch(activity)
  const announce = activities.useVerb({ done: 'announced', call: () => announceActivity({ path, headers }) })
  const report = activities.useVerb({ done: 'reported', call: () => reportActivity({ path, headers }) })
  const sendBack = activities.useVerb<string>({
    done: 'returned',
    call: (reason) => returnActivity({ path, headers, body: { reason } }),
  })
  const may = (verb: ActivityRead['allowed_actions'][number]) => activity.allowed_actions.includes(verb)
  const begun = Date.parse(activity.starts_at) <= Date.now()
  const missing = activity.checklist_missing.length > 0

  if (may('hold') && begun) return <HoldForm activity={activity} />
  if (may('announce'))
    return (
      <StepCard
        title={t('next.announceTitle')}
        help={t(missing ? 'next.announceMissing' : 'next.announceHelp')}
      >
        <Button loading={announce.isPending} disabled={missing} onClick={() => announce.mutate()}>
          {t('next.announce')}
        </Button>
      </StepCard>
    )
  if (may('report'))
    return (
      <StepCard
        title={t('next.reportTitle')}
        help={t(activity.files.length === 0 ? 'next.reportNoPhotos' : 'common:record.next.reportHelp')}
      >
        <Button loading={report.isPending} onClick={() => report.mutate()}>
          {t('common:record.next.report')}
        </Button>
      </StepCard>
    )
  if (may('return'))
    return (
      <StepCard title={t('next.returnTitle')} help={t('next.returnHelp')}>
        <ReturnButton
          verb={sendBack}
          unit={activity.unit_name}
          label={t('return.reason')}
          help={t('return.help')}
        />
      </StepCard>
    )
  return null
}
