import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PlanRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { Deadline } from '@/ui/Deadline'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { LinkButton } from '@/ui/LinkButton'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import { StateChip } from '@/ui/StateChip'
import { DateText } from '@/ui/values'
import { planQuery } from './api'
import { PlanActions } from './PlanActions'
import { PlanTasks } from './PlanTasks'
import { PublicationNotice } from './PublicationNotice'
import classes from './plans.module.css'
import { Revisions } from './Revisions'

export default function PlanPage() {
  const planId = useParam('planId')
  return <OneRecord query={planQuery(planId)}>{(plan) => <PlanView plan={plan} />}</OneRecord>
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
            <LinkButton to="/assignments" search={{ plan_id: plan.id }}>
              {t('plan.assignments')}
            </LinkButton>
          ) : (
            plan.allowed_actions.includes('edit') && (
              <LinkButton to="/plans/$planId/review" params={{ planId: plan.id }}>
                {t('plan.continueReview')}
              </LinkButton>
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
      <Facts
        className={classes.facts}
        facts={[
          [t('head.number'), plan.number || t('none')],
          [t('head.issuedOn'), <DateText key="issued" value={plan.issued_on} />],
          [
            t('head.period'),
            <>
              <DateText value={plan.starts_on} /> – <DateText value={plan.ends_on} />
            </>,
          ],
          [t('head.scope'), plan.scope],
          [
            t('head.unitReport'),
            plan.unit_report_before && <Deadline due={plan.unit_report_before} settled={settled} />,
          ],
          [
            t('head.wardReport'),
            plan.ward_report_before && <Deadline due={plan.ward_report_before} settled={settled} />,
          ],
        ]}
      />
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
