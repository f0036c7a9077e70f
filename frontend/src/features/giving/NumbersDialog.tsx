import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deliverGiftNumbers, type NumbersCreate, type NumbersDone, type RoundRead } from '@/client'
import { formatDate, today } from '@/lib/format'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useVerb } from '@/ui/use-verb'
import { ofPart } from './refusals'

const STALE = [['giving'], ['gift-lines'], ['gift-rounds'], ['donors'], ['children']]

/** Numbers of the signed paper list: "1-8, 10, 12". */
export function NumbersDialog({ round, onClose }: { round: RoundRead; onClose: () => void }) {
  const { t } = useTranslation(['giving', 'common'])
  // As on paper: a unit that was merged since has its list, with its numbers.
  const choices = round.lists.map((one) => ({ value: one.unit_id, label: one.unit_name }))
  const tick = useVerb<NumbersDone, NumbersCreate>(
    { texts: 'giving', stale: STALE },
    {
      done: (reply) => (reply.delivered > 0 ? 'ticked' : 'tickedBefore'),
      quiet: true,
      call: (body, headers) => deliverGiftNumbers({ path: { round_id: round.id }, body, headers }),
      onDone: onClose,
    },
  )
  const form = useRecordForm({
    values: {
      unit_id: (choices.length === 1 ? (choices[0]?.value ?? null) : null) as string | null,
      numbers: '',
      on_day: today() as string | null,
      instalment: '1',
    },
    error: tick.error,
    refusals: ofPart,
    checks: ({ unit_id, numbers, on_day }) => [
      ['unit_id', !unit_id, t('tick.unitMissing')],
      ['numbers', numbers.trim() === '', t('tick.numbersMissing')],
      ['on_day', !on_day, t('form.dayMissing')],
    ],
    onSave: ({ unit_id, numbers, on_day, instalment }) =>
      tick.mutate({
        unit_id: unit_id ?? '',
        numbers,
        on_day: on_day ?? '',
        instalment: Number(instalment),
        receiver_kind: 'guardian',
      }),
  })
  return (
    <FormDialog
      title={t('tick.byNumbers')}
      form={form}
      busy={tick.isPending}
      send={t('tick.send')}
      onClose={onClose}
    >
      <Select
        {...form.field('unit_id')}
        label={t('tick.listOf')}
        data={choices}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      {round.instalments.length > 1 && (
        <Select
          {...form.field('instalment')}
          label={t('papers.instalment')}
          data={round.instalments.map((one, at) => ({
            value: String(at + 1),
            label: t('papers.time', { number: at + 1, day: formatDate(one.due_on) }),
          }))}
          allowDeselect={false}
        />
      )}
      <TextInput
        {...form.field('numbers')}
        label={t('tick.numbers')}
        description={t('tick.numbersHelp')}
        placeholder="1-8, 10, 12"
        maxLength={2000}
        autoComplete="off"
      />
      <DateField {...form.field('on_day')} label={t('tick.day')} />
      <p className={parts.quiet}>{t('tick.allOrNone')}</p>
    </FormDialog>
  )
}
