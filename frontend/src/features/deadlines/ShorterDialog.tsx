import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DeadlineRuleRead, setOwnDeadline } from '@/client'
import { ifMatch } from '@/lib/api'
import { FormDialog } from '@/ui/FormDialog'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useVerb } from '@/ui/use-verb'
import { ofDeadline, rulesQuery } from './api'
import { useAmount } from './use-amount'

type Values = { amount: number }

/** The ward gives itself less time, or the law's again. */
export function ShorterDialog({ rule, onClose }: { rule: DeadlineRuleRead; onClose: () => void }) {
  const { t } = useTranslation('deadlines')
  const amount = useAmount()
  const save = useVerb(
    { texts: 'deadlines', stale: [], reading: () => rulesQuery.queryKey },
    {
      done: 'saved',
      quiet: true,
      call: (amount: number | null) =>
        setOwnDeadline({ path: { rule_id: rule.id }, body: { amount }, headers: ifMatch(rule) }),
      onDone: onClose,
    },
  )
  const form = useRecordForm<Values>({
    values: { amount: rule.own?.amount ?? 0 },
    error: save.error,
    refusals: ofDeadline,
    checks: ({ amount }) => [['amount', amount < 1, t('amountOwed')]],
    onSave: (values) => save.mutate(values.amount),
  })
  return (
    <FormDialog title={rule.name} form={form} busy={save.isPending} send={t('change')} onClose={onClose}>
      <p className={parts.quiet}>{t('onlyShorter', { amount: amount(rule.amount, rule.unit) })}</p>
      <NumberField {...form.field('amount')} label={t(`amountIn.${rule.unit}`)} required data-autofocus />
      {rule.own && (
        <Button variant="default" onClick={() => save.mutate(null)}>
          {t('asLaw')}
        </Button>
      )}
    </FormDialog>
  )
}
