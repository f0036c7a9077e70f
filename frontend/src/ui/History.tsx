import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/format'
import classes from './History.module.css'

export type HistoryEvent = {
  id: string
  /** Instant. */
  at: string
  /** Empty for what the system did by itself. */
  actor_name: string
  /** What was done, as a sentence in the reader's language. */
  text: string
  /** A reason or a note given with it. */
  note?: string | null
}

/** What happened to a record, newest first. */
export function History({ events }: { events: HistoryEvent[] }) {
  const { t } = useTranslation()
  if (events.length === 0) return <p className={classes.none}>{t('history.empty')}</p>
  return (
    <ol className={classes.list}>
      {events.map((event) => (
        <li key={event.id}>
          <div>{event.text}</div>
          {event.note && <q className={classes.note}>{event.note}</q>}
          <div className={classes.who}>
            {event.actor_name || t('history.system')} ·{' '}
            <time dateTime={event.at}>{formatInstant(event.at)}</time>
          </div>
        </li>
      ))}
    </ol>
  )
}
