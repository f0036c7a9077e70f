import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateInText } from '@/lib/format'
import { weekdayOf } from '@/lib/when'
import { LongList } from '@/ui/LongList'
import classes from './Calendar.module.css'
import { CalendarEntry } from './CalendarEntry'
import type { Entry } from './calendar-items'
import { HiddenClashes } from './HiddenClashes'
import { byDay, isChildrensDay } from './month'

/** As many a thumb passes without tiring before the next day. */
const FIRST = 8

/** The month's days on which something happens, one under the other; 1 June is always among them. */
export function Agenda({ month, items, empty }: { month: string; items: Entry[]; empty: ReactNode }) {
  const { t, i18n } = useTranslation('activities')
  const days = byDay(items)
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
            <LongList
              className={classes.items}
              items={days.get(day) ?? []}
              first={FIRST}
              render={(item) => <CalendarEntry key={item.id} item={item} />}
              hint={(hidden) => <HiddenClashes count={hidden.filter((item) => item.clash).length} />}
            />
          )}
        </section>
      ))}
      {nothing && empty}
    </>
  )
}
