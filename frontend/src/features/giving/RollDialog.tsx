import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type RollCreate, type RoundRead, rollGiftRound } from '@/client'
import { DateField } from '@/ui/DateField'
import { FormDialog } from '@/ui/FormDialog'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { OverlapDialog, overlapsOf } from './OverlapDialog'
import { rounds } from './record'
import { ofPart } from './refusals'
import { yearLater, yearsLater } from './values'

/** The same list for another year: copied, marked, to be looked through. */
export function RollDialog({ round, onClose }: { round: RoundRead; onClose: () => void }) {
  const { t } = useTranslation('giving')
  const navigate = useNavigate()
  const roll = rounds.useVerb<RollCreate>({
    done: 'rolled',
    quiet: true,
    call: (body, headers) => rollGiftRound({ path: { round_id: round.id }, body, headers }),
    onDone: (made) => navigate({ to: '/gift-rounds/$roundId', params: { roundId: made.id } }),
  })
  const form = useRecordForm({
    values: {
      title: yearsLater(round.title),
      begins_on: yearLater(round.begins_on) as string | null,
      nominate_before: null as string | null,
    },
    error: roll.error,
    refusals: ofPart,
    checks: ({ title, begins_on }) => [
      ['title', title.trim().length < 3, t('form.titleMissing')],
      ['begins_on', !begins_on, t('form.dayMissing')],
    ],
    onSave: ({ title, begins_on, nominate_before }) =>
      roll.mutate({
        title: title.trim(),
        begins_on: begins_on ?? '',
        nominate_before,
        school_year: yearsLater(round.school_year),
      }),
  })
  const overlaps = overlapsOf(roll.error)
  const asked = roll.variables
  if (overlaps && asked)
    return (
      <OverlapDialog
        {...overlaps}
        busy={roll.isPending}
        onWithout={() => roll.mutate({ ...asked, leave_out: true })}
        onAnyway={(override_reason) => roll.mutate({ ...asked, override_reason })}
        onClose={roll.reset}
      />
    )
  return (
    <FormDialog
      title={t('roll.title')}
      form={form}
      busy={roll.isPending}
      send={t('roll.send')}
      onClose={onClose}
    >
      <p className={parts.quiet}>{t('roll.help')}</p>
      <TextInput {...form.field('title')} label={t('form.title')} maxLength={300} autoComplete="off" />
      <DateField {...form.field('begins_on')} label={t('round.day')} />
      <DateField {...form.field('nominate_before')} label={t('form.nominateBefore')} />
    </FormDialog>
  )
}
