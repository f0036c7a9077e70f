import { Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SlotRead } from '@/client'
import { formatInstant, today } from '@/lib/format'
import { addDays } from '@/lib/when'
import { Chip } from '@/ui/Chip'
import { LongList } from '@/ui/LongList'
import parts from '@/ui/parts.module.css'
import { slotsQuery } from './api'
import { SlotPlayed } from './SlotPlayed'

const FIRST = 20

/** What was to be played on which loudspeaker, and what really was: of one script, or of all around today. */
export function SlotList({ scriptId }: { scriptId?: string }) {
  const { t } = useTranslation('broadcasting')
  const day = today()
  const slots = useQuery(slotsQuery(addDays(day, -31), addDays(day, 31))).data?.items ?? []
  const shown = slots.filter((slot) => !scriptId || slot.script_id === scriptId)
  if (shown.length === 0) return null
  return (
    <Card component="section" aria-labelledby="slots" className={`${parts.card} no-print`} mt="md">
      <h2 id="slots">{t('slot.list')}</h2>
      <LongList
        className={`${parts.plain} ${parts.dense}`}
        items={shown}
        first={FIRST}
        render={(slot) => (
          <li key={slot.id} className={parts.row}>
            <span>
              <strong>{slot.unit_name}</strong>, {formatInstant(slot.planned_at)}
              {!scriptId && (
                <>
                  {': '}
                  <Link to="/communications/scripts/$scriptId" params={{ scriptId: slot.script_id }}>
                    {slot.script_title}
                  </Link>
                </>
              )}
              {slot.played_at && slot.played_at !== slot.planned_at && (
                <span className={parts.quiet}>
                  {' · '}
                  {t('slot.playedAt', { at: formatInstant(slot.played_at) })}
                </span>
              )}
              {(slot.missed_reason || slot.note) && (
                <p className={parts.quiet}>{slot.missed_reason || slot.note}</p>
              )}
              {slot.event_id && (
                <Link
                  className={parts.target}
                  to="/communications/$eventId"
                  params={{ eventId: slot.event_id }}
                >
                  {t('slot.record')}
                </Link>
              )}
            </span>
            <State slot={slot} />
          </li>
        )}
      />
    </Card>
  )
}

function State({ slot }: { slot: SlotRead }) {
  const { t } = useTranslation('broadcasting')
  if (slot.missed_reason) {
    return (
      <Chip tone="bad" shape="square">
        {t('slot.notPlayed')}
      </Chip>
    )
  }
  if (slot.played_at) {
    const full = (slot.times_played ?? 0) >= slot.times_planned
    return (
      <Chip tone={full ? 'ok' : 'warm'} shape={full ? 'check' : 'triangle'}>
        {t('slot.played', { played: slot.times_played, planned: slot.times_planned })}
      </Chip>
    )
  }
  const due = Date.parse(slot.planned_at) <= Date.now()
  if (due && slot.may_play) return <SlotPlayed slot={slot} />
  return (
    <Chip tone={due ? 'bad' : 'mute'} shape={due ? 'square' : 'ring'}>
      {t(due ? 'slot.missed' : 'slot.planned', { count: slot.times_planned })}
    </Chip>
  )
}
