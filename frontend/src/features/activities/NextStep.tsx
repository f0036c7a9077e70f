import { Button, Card } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, announceActivity, reportActivity, returnActivity } from '@/client'
import { ifMatch } from '@/lib/api'
import { ReasonDialog } from '@/ui/ReasonDialog'
import classes from './Activities.module.css'
import { HoldForm } from './HoldForm'
import { useVerb } from './use-verb'

/** What is to be done next, before anything else on the page. */
export function NextStep({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  const [asking, setAsking] = useState(false)
  const path = { activity_id: activity.id }
  const headers = ifMatch(activity)
  const announce = useVerb({ done: 'announced', call: () => announceActivity({ path, headers }) })
  const report = useVerb({ done: 'reported', call: () => reportActivity({ path, headers }) })
  const sendBack = useVerb<string>({
    done: 'returned',
    call: (reason) => returnActivity({ path, headers, body: { reason } }),
    onDone: () => setAsking(false),
  })
  const may = (verb: ActivityRead['allowed_actions'][number]) => activity.allowed_actions.includes(verb)
  const begun = Date.parse(activity.starts_at) <= Date.now()
  const missing = activity.checklist_missing.length > 0

  if (may('hold') && begun) return <HoldForm activity={activity} />
  if (may('announce'))
    return (
      <Step title={t('next.announceTitle')} help={t(missing ? 'next.announceMissing' : 'next.announceHelp')}>
        <Button loading={announce.isPending} disabled={missing} onClick={() => announce.mutate()}>
          {t('next.announce')}
        </Button>
      </Step>
    )
  if (may('report'))
    return (
      <Step
        title={t('next.reportTitle')}
        help={t(activity.files.length === 0 ? 'next.reportNoPhotos' : 'next.reportHelp')}
      >
        <Button loading={report.isPending} onClick={() => report.mutate()}>
          {t('next.report')}
        </Button>
      </Step>
    )
  if (may('return'))
    return (
      <Step title={t('next.returnTitle')} help={t('next.returnHelp')}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('next.return')}
        </Button>
        <ReasonDialog
          opened={asking}
          title={t('return.title', { unit: activity.unit_name })}
          label={t('return.reason')}
          help={t('return.help')}
          send={t('return.send')}
          busy={sendBack.isPending}
          onSend={sendBack.mutate}
          onClose={() => setAsking(false)}
        />
      </Step>
    )
  return null
}

function Step({ title, help, children }: { title: string; help: string; children: React.ReactNode }) {
  return (
    <Card className={`${classes.card} ${classes.now} no-print`}>
      <div className={classes.row}>
        <div style={{ flex: '1 1 260px' }}>
          <h2>{title}</h2>
          <p className={classes.quiet}>{help}</p>
        </div>
        {children}
      </div>
    </Card>
  )
}
