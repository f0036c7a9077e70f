import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { markBroadcastSlotPlayed, type SlotRead } from '@/client'
import { dayOf, instantOf, timeOf } from '@/lib/when'
import { DateField } from '@/ui/DateField'
import { NumberField } from '@/ui/NumberField'
import classes from './Communications.module.css'
import { useVerb } from './use-verb'

/** "Đã phát": as planned unless something else is said. */
export function SlotPlayed({ slot }: { slot: SlotRead }) {
  const { t } = useTranslation(['communications', 'common'])
  const [opened, setOpened] = useState(false)
  const [on, setOn] = useState<string | null>(dayOf(slot.planned_at))
  const [time, setTime] = useState(timeOf(slot.planned_at))
  const [times, setTimes] = useState(slot.times_planned)
  const [note, setNote] = useState('')
  const missed = times === 0
  const played = useVerb<SlotRead>({
    done: missed ? 'missed' : 'played',
    call: () =>
      markBroadcastSlotPlayed({
        path: { slot_id: slot.id },
        body: { played_at: instantOf(on ?? '', time), times_played: times, note: note.trim() },
      }),
    onDone: () => setOpened(false),
  })
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
        <form
          className={classes.column}
          onSubmit={(event) => {
            event.preventDefault()
            played.mutate()
          }}
        >
          <NumberField
            label={t('slot.timesPlayed')}
            description={t('slot.timesHelp', { count: slot.times_planned })}
            value={times}
            onChange={setTimes}
            data-autofocus
          />
          {!missed && (
            <Group grow gap={12} align="end">
              <DateField label={t('slot.playedOn')} value={on} onChange={setOn} clearable={false} />
              <TextInput
                type="time"
                label={t('slot.playedTime')}
                value={time}
                onChange={(event) => setTime(event.currentTarget.value)}
              />
            </Group>
          )}
          <TextInput
            label={missed ? t('slot.why') : `${t('slot.note')} (${t('common:form.optional')})`}
            description={missed ? t('slot.whyHelp') : undefined}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
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
