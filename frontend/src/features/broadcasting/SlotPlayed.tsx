import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { markBroadcastSlotPlayed, type SlotRead } from '@/client'
import { dayOf, instantOf, timeOf } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import { FormErrors } from '@/ui/FormErrors'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useSlotVerb } from './record'
import { ofPlayed } from './refusals'

/** "Đã phát": as planned unless something else is said. */
export function SlotPlayed({ slot }: { slot: SlotRead }) {
  const { t } = useTranslation(['broadcasting', 'common'])
  const [opened, setOpened] = useState(false)
  const played = useSlotVerb<{ on: string | null; time: string; times: number; note: string }>({
    done: (slot) => (slot.missed_reason ? 'missed' : 'played'),
    quiet: true,
    call: ({ on, time, times, note }) =>
      markBroadcastSlotPlayed({
        path: { slot_id: slot.id },
        body: { played_at: instantOf(on ?? '', time), times_played: times, note: note.trim() },
      }),
    onDone: () => setOpened(false),
  })
  const form = useRecordForm({
    values: {
      on: dayOf(slot.planned_at) as string | null,
      time: timeOf(slot.planned_at),
      times: slot.times_planned,
      note: '',
    },
    error: played.error,
    refusals: ofPlayed,
    onSave: played.mutate,
  })
  const { on, time, times, note } = form.values
  const missed = times === 0
  return (
    <>
      <Button variant="default" className="no-print" onClick={() => setOpened(true)}>
        {t('slot.mark')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('slot.markTitle', { unit: slot.unit_name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <form className={parts.column} onSubmit={form.onSubmit}>
          <FormErrors faults={form.faults} />
          <NumberField
            {...form.field('times')}
            label={t('slot.timesPlayed')}
            description={t('slot.timesHelp', { count: slot.times_planned })}
            data-autofocus
          />
          {!missed && (
            <Group grow gap={12} align="end">
              <DateField {...form.field('on')} label={t('slot.playedOn')} clearable={false} />
              <TextInput {...form.field('time')} type="time" label={t('slot.playedTime')} />
            </Group>
          )}
          <TextInput
            {...form.field('note')}
            label={missed ? t('slot.why') : `${t('slot.note')} (${t('common:form.optional')})`}
            description={missed ? t('slot.whyHelp') : undefined}
            maxLength={500}
            autoComplete="off"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('common:action.cancel')}
            </Button>
            <Button
              type="submit"
              loading={played.isPending}
              disabled={!on || !time || (missed && note.trim().length < 5)}
            >
              {t('slot.send')}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  )
}
