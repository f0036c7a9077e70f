import { Button, Card } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { acknowledgeAssignment, type UnitAssignment, type UnitDashboard } from '@/client'
import { ifMatch, useAction } from '@/lib/api'
import { formatDateInText, formatInstant } from '@/lib/format'
import { useSession } from '@/lib/session'
import { textAt } from '@/lib/texts'
import { Chip } from '@/ui/Chip'
import { Deadline } from '@/ui/Deadline'
import { DueGifts } from '@/ui/DueGifts'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { showDone, showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import classes from './Assignments.module.css'
import { unitDashboardQuery } from './api'
import { assignments } from './record'
import { dueOf, percent } from './words'

/** "Việc của tôi": what must be done comes first, one clear action on each card. */
export default function UnitPage() {
  const { t } = useTranslation(['assignments', 'common'])
  const session = useSession()
  const dashboard = useQuery(unitDashboardQuery)
  const units = session.units.map((unit) => unit.name).join(', ')
  return (
    <div className={parts.column}>
      <PageHeader title={t('unit.title')} meta={`${units} · ${session.ward?.name ?? ''}`} />
      {dashboard.isPending && <CardsSkeleton />}
      {dashboard.isError && <ErrorState error={dashboard.error} onRetry={() => dashboard.refetch()} />}
      <DueGifts />
      {dashboard.data && <Dashboard data={dashboard.data} manyUnits={session.units.length > 1} />}
    </div>
  )
}

function Dashboard({ data, manyUnits }: { data: UnitDashboard; manyUnits: boolean }) {
  const { t } = useTranslation(['assignments', 'common'])
  if (data.plans.length === 0) return <EmptyState title={t('unit.noPlan')}>{t('unit.noPlanHint')}</EmptyState>
  return (
    <>
      <Card component="section" aria-label={t('unit.report')} className={classes.card}>
        <h2>{t('unit.report')}</h2>
        {data.plans.map((plan) => (
          <div key={plan.id} className={parts.row}>
            {data.plans.length > 1 && <span>{plan.title}</span>}
            {plan.unit_report_before && (
              <Deadline due={plan.unit_report_before} inclusive={plan.due_day_counts} />
            )}
          </div>
        ))}
        <div className={classes.bar}>
          <i style={{ width: `${percent(data.with_result, data.total)}%` }} />
        </div>
        <p className={parts.quiet}>{t('unit.withResult', { done: data.with_result, total: data.total })}</p>
      </Card>
      <section className={parts.column} aria-labelledby="to-do">
        <div className={parts.row}>
          <h2 id="to-do">{t('unit.toDo')}</h2>
          <p className={parts.quiet}>{t('unit.count', { count: data.to_do.length })}</p>
        </div>
        {data.to_do.length === 0 && (
          <EmptyState title={t('unit.nothing')}>{t('unit.nothingHint')}</EmptyState>
        )}
        <ul className={classes.cards}>
          {data.to_do.map((item) => (
            <TaskCard key={item.id} item={item} manyUnits={manyUnits} />
          ))}
        </ul>
      </section>
      <Finished title={t('unit.waiting')} items={data.waiting} open />
      <Finished title={t('unit.done')} items={data.done} />
      {data.messages.length > 0 && (
        <Card component="details">
          <summary>{t('unit.messages', { count: data.messages.length })}</summary>
          <ul className={classes.messages}>
            {data.messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function TaskCard({ item, manyUnits }: { item: UnitAssignment; manyUnits: boolean }) {
  const { t } = useTranslation(['assignments', 'common'])
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const acknowledge = useAction({
    action: () => acknowledgeAssignment({ path: { assignment_id: item.id }, headers: ifMatch(item) }),
    onSuccess: () => {
      showDone(t('done.acknowledge'))
      return queryClient.invalidateQueries({ queryKey: assignments.all })
    },
    onError: showProblem,
  })
  const open = () =>
    navigate({
      to: '/assignments/$assignmentId',
      params: { assignmentId: item.id },
      hash: item.next_action === 'acknowledge' ? undefined : (item.next_action ?? undefined),
    })
  return (
    <Card component="li" className={`${classes.card} keep-together`}>
      <div className={parts.row}>
        <Deadline {...dueOf(item)} />
        <span className={parts.quiet}>{t('number', { number: item.number })}</span>
      </div>
      <p className={classes.text}>
        <Link to="/assignments/$assignmentId" params={{ assignmentId: item.id }}>
          {item.text}
        </Link>
      </p>
      {manyUnits && <p className={parts.quiet}>{item.unit_name}</p>}
      {item.event_on && (
        <p className={parts.quiet}>{t('eventOn', { date: formatDateInText(item.event_on) })}</p>
      )}
      {item.return_reason ? (
        <p className={parts.reason}>{t('common:record.returnedWith', { reason: item.return_reason })}</p>
      ) : (
        <div className={parts.row}>
          <StateChip state={item.state} />
          {item.missing_evidence.length > 0 && (
            <span className={parts.quiet}>{t('evidence.missingShort')}</span>
          )}
        </div>
      )}
      {item.next_action && (
        <Button
          loading={acknowledge.isPending}
          onClick={item.next_action === 'acknowledge' ? () => acknowledge.mutate() : open}
        >
          {textAt(`assignments:next.${item.next_action}`)}
        </Button>
      )}
    </Card>
  )
}

function Finished({
  title,
  items,
  open = false,
}: {
  title: string
  items: UnitAssignment[]
  open?: boolean
}) {
  const { t } = useTranslation(['assignments', 'common'])
  if (items.length === 0) return null
  return (
    <Card component="details" open={open}>
      <summary>
        {title} · {t('unit.count', { count: items.length })}
      </summary>
      <ul className={parts.plain} style={{ marginTop: 12 }}>
        {items.map((item) => (
          <li key={item.id} className={parts.row}>
            <Link to="/assignments/$assignmentId" params={{ assignmentId: item.id }}>
              {item.text}
            </Link>
            <span className={parts.quiet}>
              {item.submitted_at && t('submittedAt', { at: formatInstant(item.submitted_at) })}{' '}
              {item.late && (
                <Chip tone="bad" shape="triangle">
                  {t('late')}
                </Chip>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
