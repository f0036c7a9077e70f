import { IconAlertTriangleFilled, IconSpeakerphone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { daysFrom, formatWhen, timeOf } from '@/lib/when'
import { StateChip } from '@/ui/StateChip'
import classes from './Calendar.module.css'
import type { Entry } from './calendar-items'

/** On one day the hours are enough. */
const hours = (starts_at: string, ends_at: string): string =>
  daysFrom(starts_at, ends_at).length > 1
    ? formatWhen({ starts_at, ends_at })
    : `${timeOf(starts_at)}–${timeOf(ends_at)}`

/** One entry on its day: what the person may open leads to its page, the rest is for reading. */
export function CalendarEntry({ item, onDragStart }: { item: Entry; onDragStart?: () => void }) {
  const { t } = useTranslation('activities')
  return (
    <li
      className={classes.item}
      data-own={item.path !== null || undefined}
      data-kind={item.kind}
      data-clash={item.clash || undefined}
      draggable={onDragStart ? item.movable : undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', item.id)
        event.dataTransfer.effectAllowed = 'move'
        onDragStart?.()
      }}
    >
      <div className={`figure ${classes.hours}`}>
        {item.kind && <IconSpeakerphone size={14} role="img" aria-label={t('calendar.communication')} />}
        {item.ends_at ? hours(item.starts_at, item.ends_at) : timeOf(item.starts_at)}
      </div>
      {item.path ? (
        <Link to={item.path} draggable={onDragStart ? false : undefined}>
          <span className={classes.title}>{item.title}</span>
        </Link>
      ) : (
        <span className={classes.title}>{item.title}</span>
      )}
      <div className={classes.quiet}>{[item.unit_name, item.place].filter(Boolean).join(' · ')}</div>
      {item.clash && (
        <div className={classes.clash}>
          <IconAlertTriangleFilled size={14} aria-hidden />
          {t('calendar.clash')}
        </div>
      )}
      {item.path && item.state === 'planned' && <StateChip state={item.state} />}
    </li>
  )
}
