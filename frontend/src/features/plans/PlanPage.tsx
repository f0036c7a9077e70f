import { Button, Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PlanRead } from '@/client'
import { Deadline } from '@/ui/Deadline'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import { PageSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { DateText } from '@/ui/values'
import { planQuery } from './api'
import { PlanActions } from './PlanActions'
import { PlanTasks } from './PlanTasks'
import { PublicationNotice } from './PublicationNotice'
import classes from './plans.module.css'
import { Revisions } from './Revisions'

export default function PlanPage() {
  const { planId } = useParams({ strict: false }) as { planId: string }
  const plan = useQuery(planQuery(planId))
  if (plan.isPending) return <PageSkeleton />
  if (plan.isError) return <ErrorState page error={plan.error} onRetry={() => plan.refetch()} />
  return <PlanView plan={plan.data} />
}

function PlanView({ plan }: { plan: PlanRead }) {
  const { t } = useTranslation('plans')
  const published = plan.state !== 'draft'
  return (
    <>
      <PageHeader
        title={plan.title}
        meta={
          <Link to="/plans" className={classes.back}>
            {t('list.title')}
          </Link>
        }
        state={<StateChip state={plan.state} />}
        action={
          published ? (
            <Button
              renderRoot={(props) => <Link to={`/assignments?plan_id=${plan.id}` as '/plans'} {...props} />}
            >
              {t('plan.assignments')}
            </Button>
          ) : (
            plan.allowed_actions.includes('edit') && (
              <Button
                renderRoot={(props) => (
                  <Link to="/plans/$planId/review" params={{ planId: plan.id }} {...props} />
                )}
              >
                {t('plan.continueReview')}
              </Button>
            )
          )
        }
        secondary={<PlanActions plan={plan} />}
      />
      <PublicationNotice planId={plan.id} />
      <div className={classes.sections}>
        <Head plan={plan} />
        {published ? (
          <>
            <Messages plan={plan} />
            <Activities plan={plan} />
            <PlanTasks tasks={plan.tasks} />
          </>
        ) : (
          <Card>
            <EmptyState title={t('plan.notPublished')}>{t('plan.notPublishedHint')}</EmptyState>
          </Card>
        )}
        {plan.allowed_actions.length > 0 && <Revisions planId={plan.id} />}
      </div>
    </>
  )
}

function Head({ plan }: { plan: PlanRead }) {
  const { t } = useTranslation('plans')
  const settled = plan.state === 'closed'
  return (
    <Card component="section" aria-labelledby="head">
      <h2 id="head">{t('head.title')}</h2>
      {plan.theme && <p className={classes.theme}>{plan.theme}</p>}
      <dl className={classes.facts}>
        <div>
          <dt>{t('head.number')}</dt>
          <dd>{plan.number || t('none')}</dd>
        </div>
        <div>
          <dt>{t('head.issuedOn')}</dt>
          <dd>
            <DateText value={plan.issued_on} />
          </dd>
        </div>
        <div>
          <dt>{t('head.period')}</dt>
          <dd>
            <DateText value={plan.starts_on} /> – <DateText value={plan.ends_on} />
          </dd>
        </div>
        {plan.scope && (
          <div>
            <dt>{t('head.scope')}</dt>
            <dd>{plan.scope}</dd>
          </div>
        )}
        {plan.unit_report_before && (
          <div>
            <dt>{t('head.unitReport')}</dt>
            <dd>
              <Deadline due={plan.unit_report_before} settled={settled} />
            </dd>
          </div>
        )}
        {plan.ward_report_before && (
          <div>
            <dt>{t('head.wardReport')}</dt>
            <dd>
              <Deadline due={plan.ward_report_before} settled={settled} />
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

function Messages({ plan }: { plan: PlanRead }) {
  const { t } = useTranslation('plans')
  if (plan.messages.length === 0) return null
  return (
    <Card component="section" aria-labelledby="messages">
      <h2 id="messages">{t('section.messages', { count: plan.messages.length })}</h2>
      <ul className={classes.texts}>
        {plan.messages.map((message) => (
          <li key={message.id}>{message.text}</li>
        ))}
      </ul>
    </Card>
  )
}

function Activities({ plan }: { plan: PlanRead }) {
  const { t } = useTranslation('plans')
  if (plan.activity_groups.length === 0) return null
  return (
    <Card component="section" aria-labelledby="activities">
      <h2 id="activities">{t('section.activities', { count: plan.activity_groups.length })}</h2>
      {plan.activity_groups.map((group) => (
        <div key={group.number + group.title}>
          <h3 className={classes.groupTitle}>
            {group.number} {group.title}
          </h3>
          <ul className={classes.texts}>
            {group.activities.map((activity) => (
              <li key={activity.id}>{activity.text}</li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  )
}
