import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CalendarItem } from '@/client'
import { timeOf } from '@/lib/when'
import { StateChip } from '@/ui/StateChip'
import classes from './Calendar.module.css'

/** One activity on its day: own ones lead to their page, others' are for reading. */
export function CalendarEntry({ item, onDragStart }: { item: CalendarItem; onDragStart?: () => void }) {
  const { t } = useTranslation('activities')
  const place = [item.venue, item.place_unit_name].filter(Boolean).join(', ')
  return (
    <li
      className={classes.item}
      data-own={item.own || undefined}
      data-clash={item.clash || undefined}
      draggable={onDragStart ? item.movable : undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', item.id)
        event.dataTransfer.effectAllowed = 'move'
        onDragStart?.()
      }}
    >
      <div className="figure">
        {timeOf(item.starts_at)}–{timeOf(item.ends_at)}
      </div>
      {item.own ? (
        <Link
          to="/activities/$activityId"
          params={{ activityId: item.id } as never}
          draggable={onDragStart ? false : undefined}
        >
          <span className={classes.title}>{item.title}</span>
        </Link>
      ) : (
        <span className={classes.title}>{item.title}</span>
      )}
      <div className={classes.quiet}>{[item.unit_name, place].filter(Boolean).join(' · ')}</div>
      {item.clash && (
        <div className={classes.clash}>
          <IconAlertTriangleFilled size={14} aria-hidden />
          {t('calendar.clash')}
        </div>
      )}
      {item.own && item.state === 'planned' && <StateChip state={item.state} />}
    </li>
  )
}
