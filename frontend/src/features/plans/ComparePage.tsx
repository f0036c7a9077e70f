import { Button, Card, Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { acceptPlanChanges, amendPlan, type LineChange, type PlanRead, readPlanDraft } from '@/client'
import { ifMatch, unwrap, useAction } from '@/lib/api'
import { useParam } from '@/lib/use-param'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { FormErrors } from '@/ui/FormErrors'
import { PageHeader } from '@/ui/PageHeader'
import { useProblemText } from '@/ui/problem-text'
import { PageSkeleton } from '@/ui/Skeletons'
import { comparisonQuery, planKeys, planQuery } from './api'
import { ChangedText } from './ChangedText'
import classes from './compare.module.css'
import shared from './plans.module.css'

/** The fields of the head by their name on the wire. */
const HEAD_FIELDS = {
  title: 'head.planTitle',
  number: 'head.number',
  issued_on: 'head.issuedOn',
  theme: 'head.theme',
  starts_on: 'head.startsOn',
  ends_on: 'head.endsOn',
  scope: 'head.scope',
} as const

const SORTS = ['added', 'changed', 'removed'] as const

export default function ComparePage() {
  const planId = useParam('planId')
  const importId = useParam('importId')
  const plan = useQuery(planQuery(planId))
  const comparison = useQuery(comparisonQuery(planId, importId))
  const failed = [plan, comparison].find((query) => query.isError)
  if (failed) return <ErrorState page error={failed.error} onRetry={() => failed.refetch()} />
  if (!plan.data || !comparison.data) return <PageSkeleton />
  return <Compare plan={plan.data} importId={importId} changes={comparison.data.changes} />
}

function Compare({ plan, importId, changes }: { plan: PlanRead; importId: string; changes: LineChange[] }) {
  const { t } = useTranslation('plans')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  // What the new file no longer has is kept unless someone says so: it may have been left out by mistake.
  const [chosen, setChosen] = useState(
    () => new Set(changes.filter((one) => one.change !== 'removed').map((one) => one.key)),
  )

  const accept = useAction({
    action: async () => {
      const path = { plan_id: plan.id }
      const draft = plan.has_open_revision
        ? await readPlanDraft({ path }).then(unwrap)
        : await amendPlan({ path }).then(unwrap)
      return acceptPlanChanges({
        path: { ...path, import_id: importId },
        headers: ifMatch(draft),
        body: { keys: [...chosen] },
      })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: planKeys.all })
      await navigate({ to: '/plans/$planId/review', params: { planId: plan.id } })
    },
  })
  const fieldName = (field: string) =>
    field in HEAD_FIELDS ? t(HEAD_FIELDS[field as keyof typeof HEAD_FIELDS]) : field
  const tick = (keys: string[], on: boolean) =>
    setChosen((old) => {
      const next = new Set(old)
      for (const key of keys) on ? next.add(key) : next.delete(key)
      return next
    })

  return (
    <>
      <PageHeader
        title={t('compare.title')}
        meta={
          <Link to="/plans/$planId" params={{ planId: plan.id }} className={shared.back}>
            {plan.title}
          </Link>
        }
        action={
          changes.length > 0 && (
            <Button disabled={chosen.size === 0} loading={accept.isPending} onClick={() => accept.mutate()}>
              {t('compare.accept', { count: chosen.size })}
            </Button>
          )
        }
      />
      <FormErrors faults={accept.error ? [{ message: problemText(accept.error) }] : []} />
      {changes.length === 0 ? (
        <EmptyState title={t('compare.same')}>{t('compare.sameHint')}</EmptyState>
      ) : (
        <div className={shared.sections}>
          <p className={classes.lead}>{t('compare.lead')}</p>
          {SORTS.map((sort) => {
            const rows = changes.filter((one) => one.change === sort)
            if (rows.length === 0) return null
            const keys = rows.map((one) => one.key)
            const ticked = keys.filter((key) => chosen.has(key)).length
            return (
              <Card component="section" key={sort} aria-labelledby={`compare-${sort}`}>
                <div className={classes.head}>
                  <h2 id={`compare-${sort}`}>{t(`compare.${sort}`, { count: rows.length })}</h2>
                  <Checkbox
                    label={t('compare.all')}
                    aria-label={`${t('compare.all')}: ${t(`compare.${sort}`, { count: rows.length })}`}
                    checked={ticked === keys.length}
                    indeterminate={ticked > 0 && ticked < keys.length}
                    onChange={(event) => tick(keys, event.currentTarget.checked)}
                  />
                </div>
                {sort === 'removed' && <p className={classes.lead}>{t('compare.removedHint')}</p>}
                <ul className={classes.changes}>
                  {rows.map((one) => (
                    <li key={one.key}>
                      <Checkbox
                        id={`change-${one.key}`}
                        aria-labelledby={`text-${one.key}`}
                        checked={chosen.has(one.key)}
                        onChange={(event) => tick([one.key], event.currentTarget.checked)}
                      />
                      <label htmlFor={`change-${one.key}`} id={`text-${one.key}`}>
                        <span className={shared.number}>
                          {t(`compare.section.${one.section}`)}{' '}
                          {one.section === 'head' ? `· ${fieldName(one.number)}` : one.number}
                        </span>
                        <ChangedText change={one} />
                      </label>
                    </li>
                  ))}
                </ul>
              </Card>
            )
          })}
        </div>
      )}
    </>
  )
}
