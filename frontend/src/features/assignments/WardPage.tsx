import { Card, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DashboardPlan, KindProgress, UnitCounts, WardDashboardFigures } from '@/client'
import { deadlineState } from '@/lib/deadline'
import { daysBetween, formatDateInText, formatMoney, formatNumber } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { textAt } from '@/lib/texts'
import { DueGifts } from '@/ui/DueGifts'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { UnitViewSwitch, useUnitView } from '@/ui/UnitViewSwitch'
import classes from './Assignments.module.css'
import { publishedPlansQuery, wardDashboardQuery } from './api'
import { Bar, Rows } from './figures'
import { Matrix } from './Matrix'
import { Timeline } from './Timeline'
import { lateUnits } from './words'

/** "Tháng hành động": questions as titles, every number opens its rows. */
export default function WardPage() {
  const { t } = useTranslation(['assignments', 'common'])
  const { search } = useListSearch()
  const dashboard = useQuery({
    ...wardDashboardQuery(search.plan_id, useUnitView()),
    placeholderData: keepPreviousData,
  })
  if (dashboard.isPending) return <CardsSkeleton cards={4} />
  if (dashboard.isError) return <ErrorState error={dashboard.error} onRetry={() => dashboard.refetch()} />
  const { plan, figures, today } = dashboard.data
  if (!plan || !figures) {
    return (
      <>
        <PageHeader title={t('ward.title')} />
        <EmptyState title={t('ward.noPlan')}>{t('ward.noPlanHint')}</EmptyState>
      </>
    )
  }
  return (
    <div className={parts.column}>
      <PageHeader
        title={plan.theme ?? plan.title}
        meta={<Meta plan={plan} today={today} />}
        secondary={
          <>
            <UnitViewSwitch />
            <PlanChoice shown={plan.id} />
          </>
        }
      />
      <Figures plan={plan} figures={figures} today={today} />
      <DueGifts />
      <div className={classes.two}>
        <Matrix plan={plan} units={figures.units} />
        <div className={parts.column}>
          <Late units={figures.units} plan={plan} />
          <Kinds kinds={figures.kinds} />
        </div>
      </div>
      <Timeline days={figures.timeline} plan={plan} today={today} />
    </div>
  )
}

/** Last year's plan, or the second one of this month; nothing where there is only one. */
function PlanChoice({ shown }: { shown: string }) {
  const { t } = useTranslation('assignments')
  const { update } = useListSearch()
  const plans = useQuery(publishedPlansQuery).data ?? []
  if (plans.length < 2) return null
  return (
    <Select
      aria-label={t('ward.choosePlan')}
      data={plans.map((plan) => ({ value: plan.id, label: `${plan.year} · ${plan.title}` }))}
      value={shown}
      allowDeselect={false}
      onChange={(plan_id) => plan_id && update({ plan_id })}
      className="no-print"
    />
  )
}

function Meta({ plan, today }: { plan: DashboardPlan; today: string }) {
  const { t } = useTranslation(['assignments', 'common'])
  if (!plan.starts_on || !plan.ends_on) return plan.title
  const day = daysBetween(plan.starts_on, today) + 1
  const period = `${formatDateInText(plan.starts_on)} – ${formatDateInText(plan.ends_on)}`
  const inside = day >= 1 && today <= plan.ends_on
  return `${plan.title} · ${period}${inside ? ` · ${t('ward.day', { day })}` : ''}`
}

function Figures({
  plan,
  figures,
  today,
}: {
  plan: DashboardPlan
  figures: WardDashboardFigures
  today: string
}) {
  const { t } = useTranslation(['assignments', 'common'])
  const { totals } = figures
  const late = lateUnits(figures.units).length
  const waited = figures.oldest_submitted_at
    ? daysBetween(figures.oldest_submitted_at.slice(0, 10), today)
    : 0
  return (
    <div className={classes.figures}>
      <Card>
        <Rows plan={plan} search={{ state: 'accepted' }} className={classes.figure}>
          <span className={parts.quiet}>{t('ward.accepted')}</span>
          <b>
            {totals.accepted} / {totals.total}
          </b>
          <Bar accepted={totals.accepted} submitted={totals.submitted} total={totals.total} />
        </Rows>
      </Card>
      <Card>
        <Rows plan={plan} search={{ state: 'submitted', sort: 'submitted' }} className={classes.figure}>
          <span className={parts.quiet}>{t('ward.waiting')}</span>
          <b>{totals.submitted}</b>
          <span className={parts.quiet}>
            {totals.submitted > 0 ? t('ward.longest', { count: waited }) : t('ward.noneWaiting')}
          </span>
        </Rows>
      </Card>
      <Card>
        <Rows
          plan={plan}
          search={{ overdue: 'true' }}
          className={classes.figure}
          tone={totals.overdue > 0 ? 'bad' : undefined}
        >
          <span className={parts.quiet}>{t('ward.overdue')}</span>
          <b>{totals.overdue}</b>
          <span className={parts.quiet}>{t('ward.lateUnits', { count: late })}</span>
        </Rows>
      </Card>
      <Card>
        <div className={classes.figure}>
          <span className={parts.quiet}>{t('ward.report')}</span>
          <ReportDue plan={plan} today={today} />
        </div>
      </Card>
    </div>
  )
}

/** "còn 14 ngày", with the date of the order under it. */
function ReportDue({ plan, today }: { plan: DashboardPlan; today: string }) {
  const { t } = useTranslation('common')
  if (!plan.unit_report_before) return <b>–</b>
  const { kind, days } = deadlineState(plan.unit_report_before, plan.due_day_counts, today)
  const words =
    kind === 'last_day'
      ? t('deadline.lastDay')
      : t(kind === 'overdue' ? 'deadline.overdue' : 'deadline.left', { count: days })
  return (
    <>
      <b>{words}</b>
      <span className={parts.quiet}>
        {t(plan.due_day_counts ? 'deadline.until' : 'deadline.before', {
          date: formatDateInText(plan.unit_report_before),
        })}
      </span>
    </>
  )
}

function Late({ units, plan }: { units: UnitCounts[]; plan: DashboardPlan }) {
  const { t } = useTranslation(['assignments', 'common'])
  const late = lateUnits(units)
  return (
    <Card component="section" aria-labelledby="late" className={classes.card}>
      <h2 id="late">{t('ward.late')}</h2>
      {late.length === 0 && <p className={parts.quiet}>{t('ward.nobodyLate')}</p>}
      <ul className={parts.plain}>
        {late.map((unit) => (
          <li key={unit.unit_id} className={parts.row}>
            <Rows plan={plan} search={{ unit_id: unit.unit_id, overdue: 'true' }}>
              {unit.unit_name}
            </Rows>
            <span className={parts.quiet}>{t('ward.overdueCount', { count: unit.overdue })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Kinds({ kinds }: { kinds: KindProgress[] }) {
  const { t } = useTranslation(['assignments', 'common'])
  const sums = (kind: KindProgress) =>
    Object.entries(kind.figures)
      .map(([code, value]) =>
        code === 'amount_vnd'
          ? formatMoney(value)
          : `${formatNumber(value)} ${textAt(`assignments:figure.${code}`)}`,
      )
      .join(' · ')
  return (
    <Card component="section" aria-labelledby="kinds" className={classes.card}>
      <h2 id="kinds">{t('ward.kinds')}</h2>
      {kinds.map((kind) => (
        <div key={kind.kind}>
          <div className={parts.row}>
            <span>{textAt(`common:taskKind.${kind.kind}`)}</span>
            <b className="figure">
              {kind.accepted} / {kind.total}
            </b>
          </div>
          <Bar accepted={kind.accepted} submitted={kind.submitted} total={kind.total} />
          {Object.keys(kind.figures).length > 0 && <p className={parts.quiet}>{sums(kind)}</p>}
        </div>
      ))}
    </Card>
  )
}
