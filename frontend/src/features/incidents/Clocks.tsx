import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ClockRead } from '@/client'
import { formatInstant } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import parts from '@/ui/parts.module.css'
import { clockNow } from './clock-words'
import classes from './Incidents.module.css'
import { useClockWords } from './use-clock-words'
import { useNow } from './use-now'

/** A clock that runs: what is to be done until when, and how much of the time is over. */
export function RunningClock({ clock, basis }: { clock: ClockRead; basis?: boolean }) {
  const now = useNow()
  const words = useClockWords()
  const at = clockNow(clock, now)
  return (
    <div className={classes.clock} data-tone={at.look[0]}>
      <div className={parts.row}>
        <strong>{clock.name}</strong>
        <Chip tone={at.look[0]} shape={at.look[1]}>
          <time dateTime={clock.due_at ?? undefined}>{words(clock, at, now)}</time>
        </Chip>
      </div>
      {clock.due_at && (
        <div className={classes.share} aria-hidden>
          <span style={{ width: `${at.share * 100}%` }} />
        </div>
      )}
      {basis && <p className={parts.quiet}>{clock.legal_basis}</p>}
    </div>
  )
}

/** All clocks of a report or case; where none runs and none was met, nothing. */
export function ClocksCard({ clocks }: { clocks: ClockRead[] }) {
  const { t } = useTranslation('incidents')
  if (!clocks.some((clock) => clock.running || clock.met_at)) return null
  return (
    <Card component="section" aria-label={t('clock.title')}>
      <Clocks clocks={clocks} />
    </Card>
  )
}

/** Those that run, then whether the others were met in time. */
function Clocks({ clocks }: { clocks: ClockRead[] }) {
  const { t } = useTranslation('incidents')
  const over = clocks.filter((clock) => !clock.running && clock.met_at)
  return (
    <div className={parts.stack}>
      {clocks
        .filter((clock) => clock.running)
        .map((clock) => (
          <RunningClock key={clock.code} clock={clock} basis />
        ))}
      {over.length > 0 && (
        <ul className={parts.plain}>
          {over.map((clock) => (
            <li key={`${clock.code} ${clock.starts_at}`} className={parts.row}>
              <span>{clock.name}</span>
              <Chip tone={clock.in_time ? 'ok' : 'warm'} shape={clock.in_time ? 'check' : 'triangle'}>
                {t(clock.in_time ? 'clock.inTime' : 'clock.late', { at: formatInstant(clock.met_at ?? '') })}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
