import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarItem } from '@/client'
import { formatDateInText } from '@/lib/format'
import { dayOf, weekdayOf } from '@/lib/when'
import classes from './Calendar.module.css'
import { CalendarEntry } from './CalendarEntry'
import { byDay, isChildrensDay } from './month'

/** The month's days on which something happens, one under the other; 1 June is always among them. */
export function Agenda({ month, items, empty }: { month: string; items: CalendarItem[]; empty: ReactNode }) {
  const { t, i18n } = useTranslation('activities')
  const days = byDay(items, (item) => dayOf(item.starts_at))
  const feast = `${month}-01`
  const shown = [...new Set([...days.keys(), ...(isChildrensDay(feast) ? [feast] : [])])]
    .filter((day) => day.startsWith(month))
    .sort()
  const nothing = !shown.some((day) => days.has(day))
  return (
    <>
      {shown.map((day) => (
        <section key={day} className={classes.day} data-feast={isChildrensDay(day) || undefined}>
          <h3>
            <span>
              {weekdayOf(day, i18n.language)}, {formatDateInText(day)}
            </span>
            {isChildrensDay(day) && <span className={classes.feast}>{t('calendar.childrensDay')}</span>}
          </h3>
          {days.has(day) && (
            <ul className={classes.items}>
              {days.get(day)?.map((item) => (
                <CalendarEntry key={item.id} item={item} />
              ))}
            </ul>
          )}
        </section>
      ))}
      {nothing && empty}
    </>
  )
}
