import { Button, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ActivityRead } from '@/client'
import { formatMoney, formatNumber } from '@/lib/format'
import { formatWhen } from '@/lib/when'
import { AssignmentLinks } from '@/ui/AssignmentLinks'
import { HistoryCard } from '@/ui/HistoryCard'
import { PageHeader } from '@/ui/PageHeader'
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
    <div className={classes.column}>
      <PageHeader
        title={activity.title}
        meta={[activity.unit_name, formatWhen(activity), place].filter(Boolean).join(' · ')}
        state={<StateChip state={activity.state} />}
        action={
          activity.allowed_actions.includes('edit') && (
            <Button
              variant="default"
              component={Link}
              to="/activities/$activityId/edit"
              params={{ activityId: activity.id } as never}
            >
              {t('action.edit')}
            </Button>
          )
        }
        secondary={<MoreMenu activity={activity} />}
      />
      {activity.return_reason && activity.state === 'held' && (
        <p className={classes.reason}>{t('returnedWith', { reason: activity.return_reason })}</p>
      )}
      {activity.cancel_reason && activity.state === 'cancelled' && (
        <p className={classes.reason}>{t('cancelledWith', { reason: activity.cancel_reason })}</p>
      )}
      <NextStep activity={activity} />
      <Facts activity={activity} place={place} />
      {activity.outside_school && <ChecklistCard activity={activity} />}
      <AssignmentLinks title={t('assignments')} assignments={activity.assignments} />
      <FilesSection activity={activity} />
      <HistoryCard events={activity.history} texts="activities" />
    </div>
  )
}

function Facts({ activity, place }: { activity: ActivityRead; place: string }) {
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
  const facts: [string, React.ReactNode][] = [
    [t('column.area'), t(`area.${activity.area}`)],
    [t('form.unit'), activity.unit_name],
    [t('column.when'), formatWhen(activity)],
    [t('column.place'), place],
    [t('form.supporting'), activity.supporting_units.map((unit) => unit.name).join(', ')],
    [t('form.inCharge'), activity.in_charge],
    [happened ? t('form.actual') : '', people(activity.actual as People)],
    [
      planned.boys + planned.girls + planned.adults > 0 ? t('form.planned') : '',
      people(activity.planned as People),
    ],
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
    <Card className={classes.card}>
      <dl className={classes.facts}>
        {facts
          .filter(([name, value]) => name && value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {(['outcome', 'description'] as const)
        .filter((key) => activity[key])
        .map((key) => (
          <div key={key}>
            <div className={classes.quiet}>{t(`form.${key}`)}</div>
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
  const count = (name: string, have = 0, need = 0) => (
    <div>
      <dt>{name}</dt>
      <dd className="figure">{t('check.of', { have: formatNumber(have), need: formatNumber(need) })}</dd>
    </div>
  )
  return (
    <Card component="section" aria-labelledby="checklist" className={classes.card}>
      <h2 id="checklist">{t('check.title')}</h2>
      {activity.checklist_missing.length > 0 ? (
        <Missing activity={activity} />
      ) : (
        <p className={classes.words}>{t('check.complete')}</p>
      )}
      <dl className={classes.facts}>
        {count(t('check.label.parent_forms'), checklist.parent_forms, checklist.children_expected)}
        {count(t('check.label.child_forms'), checklist.child_forms, checklist.children_from_7)}
        {count(t('check.label.staff_commitments'), checklist.staff_commitments, checklist.staff)}
        <div>
          <dt>{t('check.label.ward_notified_on')}</dt>
          <dd>
            <DateText value={checklist.ward_notified_on} />
          </dd>
        </div>
      </dl>
    </Card>
  )
}

export function Missing({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation('activities')
  return (
    <div className={classes.hint}>
      {t('check.missingLead')}
      <ul>
        {activity.checklist_missing.map((name) => (
          <li key={name}>{t(`check.missing.${name}` as never)}</li>
        ))}
      </ul>
    </div>
  )
}
