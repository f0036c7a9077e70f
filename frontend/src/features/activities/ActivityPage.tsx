import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ActivityRead } from '@/client'
import { formatMoney, formatNumber } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { formatWhen } from '@/lib/when'
import { type Fact, Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import parts from '@/ui/parts.module.css'
import { RecordPage } from '@/ui/RecordPage'
import { StateChip } from '@/ui/StateChip'
import { DateText } from '@/ui/values'
import classes from './Activities.module.css'
import { FilesSection } from './FilesSection'
import { MoreMenu } from './MoreMenu'
import { NextStep } from './NextStep'
import { OneActivity } from './OneActivity'
import type { Money, People } from './values'
import { hasHappened } from './words'

/** One activity: what it is and its state, the next action, then facts, photos, history. */
export default function ActivityPage() {
  return <OneActivity>{(activity) => <Page activity={activity} />}</OneActivity>
}

function Page({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const place = [activity.venue, activity.place_unit_name].filter(Boolean).join(', ')
  return (
    <RecordPage
      title={activity.title}
      meta={[activity.unit_name, formatWhen(activity), place].filter(Boolean).join(' · ')}
      state={<StateChip state={activity.state} />}
      action={
        activity.allowed_actions.includes('edit') && (
          <LinkButton
            variant="default"
            to="/activities/$activityId/edit"
            params={{ activityId: activity.id }}
          >
            {t('action.edit')}
          </LinkButton>
        )
      }
      secondary={<MoreMenu activity={activity} />}
      reasons={[
        activity.return_reason &&
          activity.state === 'held' &&
          t('common:record.returnedWith', { reason: activity.return_reason }),
        activity.cancel_reason &&
          activity.state === 'cancelled' &&
          t('cancelledWith', { reason: activity.cancel_reason }),
      ]}
      assignments={{ title: t('assignments'), assignments: activity.assignments }}
      files={<FilesSection activity={activity} />}
      history={{ events: activity.history, texts: 'activities' }}
    >
      <NextStep activity={activity} />
      <FactsCard activity={activity} place={place} />
      {activity.outside_school && <ChecklistCard activity={activity} />}
    </RecordPage>
  )
}

function FactsCard({ activity, place }: { activity: ActivityRead; place: string }) {
  const { t } = useTranslation(['activities', 'common'])
  const happened = hasHappened(activity.state)
  const people = (count: People) =>
    t('people.all', {
      children: formatNumber(count.boys + count.girls),
      boys: formatNumber(count.boys),
      girls: formatNumber(count.girls),
      adults: formatNumber(count.adults),
    })
  const money = (sum: Money) =>
    (['state_budget', 'mobilised'] as const)
      .filter((key) => sum[key] > 0)
      .map((key) => `${t(`source.${key}`)}: ${formatMoney(sum[key])}`)
      .join(' · ')
  const planned = activity.planned as People
  const facts: Fact[] = [
    [t('column.area'), t(`area.${activity.area}`)],
    [t('form.unit'), activity.unit_name],
    [t('column.when'), formatWhen(activity)],
    [t('column.place'), place],
    [t('form.supporting'), activity.supporting_units.map((unit) => unit.name).join(', ')],
    [t('form.inCharge'), activity.in_charge],
    [t('form.actual'), happened && people(activity.actual as People)],
    [t('form.planned'), planned.boys + planned.girls + planned.adults > 0 && people(planned)],
    [t('people.disabled_children'), activity.disabled_children && formatNumber(activity.disabled_children)],
    [t('people.poor_children'), activity.poor_children && formatNumber(activity.poor_children)],
    [t('form.spent'), money(activity.budget_spent as Money)],
    [t('form.budget'), money(activity.budget_planned as Money)],
    [
      t('common:point.title'),
      activity.latitude !== null &&
        activity.longitude !== null &&
        `${activity.latitude}, ${activity.longitude}`,
    ],
    [t('fact.code'), activity.code],
  ]
  return (
    <Card className={parts.card}>
      <Facts facts={facts} />
      {(['outcome', 'description'] as const)
        .filter((key) => activity[key])
        .map((key) => (
          <div key={key}>
            <div className={parts.quiet}>{t(`form.${key}`)}</div>
            <p className={classes.words}>{activity[key]}</p>
          </div>
        ))}
    </Card>
  )
}

/** Thông tư 27/2022 in words: what is there, what is still missing. */
function ChecklistCard({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  const { checklist } = activity
  const of = (have = 0, need = 0) => (
    <span className="figure">{t('check.of', { have: formatNumber(have), need: formatNumber(need) })}</span>
  )
  return (
    <Card component="section" aria-labelledby="checklist" className={parts.card}>
      <h2 id="checklist">{t('check.title')}</h2>
      {activity.checklist_missing.length > 0 ? (
        <Missing activity={activity} />
      ) : (
        <p className={classes.words}>{t('check.complete')}</p>
      )}
      <Facts
        facts={[
          [t('check.label.parent_forms'), of(checklist.parent_forms, checklist.children_expected)],
          [t('check.label.child_forms'), of(checklist.child_forms, checklist.children_from_7)],
          [t('check.label.staff_commitments'), of(checklist.staff_commitments, checklist.staff)],
          [t('check.label.ward_notified_on'), <DateText key="on" value={checklist.ward_notified_on} />],
        ]}
      />
    </Card>
  )
}

export function Missing({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  return (
    <div className={`${parts.hint} ${classes.missing}`}>
      {t('check.missingLead')}
      <ul>
        {activity.checklist_missing.map((name) => (
          <li key={name}>{textAt(`activities:check.missing.${name}`)}</li>
        ))}
      </ul>
    </div>
  )
}
