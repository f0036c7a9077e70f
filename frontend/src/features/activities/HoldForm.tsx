import { Button, Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ActivityRead, holdActivity } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatInstant } from '@/lib/format'
import { FormErrors } from '@/ui/FormErrors'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Activities.module.css'
import { MoneyFields, PartFields, PeopleFields } from './CountFields'
import { activities } from './record'
import { REFUSALS } from './refusals'
import { OutcomeField } from './TextFields'
import type { Money, People } from './values'

type Result = {
  actual: People
  disabled_children: number
  poor_children: number
  budget_spent: Money
  outcome: string
}

/** It took place: who came, and if there is time what was spent and achieved. */
export function HoldForm({ activity }: { activity: ActivityRead }) {
  const { t } = useTranslation(['activities', 'common'])
  const draft = useUnsavedDraft<Result>(`activity:${activity.id}:hold`, {
    actual: { boys: 0, girls: 0, adults: 0 },
    disabled_children: 0,
    poor_children: 0,
    budget_spent: { state_budget: 0, mobilised: 0 },
    outcome: '',
  })
  const hold = activities.useVerb<Result>({
    done: 'held',
    quiet: true,
    call: (body) => holdActivity({ path: { activity_id: activity.id }, headers: ifMatch(activity), body }),
    onDone: () => {
      draft.forget()
      document.getElementById('files')?.scrollIntoView()
    },
  })
  const form = useRecordForm({
    values: draft,
    error: hold.error,
    refusals: REFUSALS,
    onSave: hold.mutate,
  })
  const { faults, field } = form
  return (
    <Card component="section" aria-labelledby="hold" className={`${parts.card} ${classes.now} no-print`}>
      <h2 id="hold">{t('next.holdTitle')}</h2>
      {draft.restoredAt && draft.keptAt && (
        <p className={parts.quiet}>{t('common:form.restored', { at: formatInstant(draft.restoredAt) })}</p>
      )}
      <form className={parts.column} onSubmit={form.onSubmit}>
        <FormErrors faults={faults} />
        <PeopleFields name="actual" legend={t('form.actual')} field={field} />
        <details open={faults.length > 0 || undefined}>
          <summary>{t('common:record.more')}</summary>
          <div className={parts.column} style={{ paddingTop: 8 }}>
            <PartFields field={field} />
            <MoneyFields name="budget_spent" legend={t('form.spent')} field={field} />
            <OutcomeField field={field} />
          </div>
        </details>
        <Button type="submit" loading={hold.isPending}>
          {t('next.hold')}
        </Button>
      </form>
    </Card>
  )
}
