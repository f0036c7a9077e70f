import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/lib/format'
import { dayOf, weekdayOf } from '@/lib/when'
import classes from './Calendar.module.css'
import { CalendarEntry } from './CalendarEntry'
import type { Entry } from './calendar-items'
import { DayDialog } from './DayDialog'
import { HiddenClashes } from './HiddenClashes'
import { byDay, cutDay, isChildrensDay } from './month'
import { useMove } from './use-move'

type Props = { month: string; weeks: string[][]; items: Entry[] }

/** A month as a table of weeks. Own activities are drawn to another day; the form of each does the same. */
export function MonthGrid({ month, weeks, items }: Props) {
  const { t, i18n } = useTranslation('activities')
  const move = useMove()
  const [dragged, setDragged] = useState<Entry | null>(null)
  // The dialog is always there and keeps its day while it closes: so the focus finds back to the button.
  const [asked, setAsked] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  const [over, setOver] = useState<string | null>(null)
  const days = byDay(items)
  const now = today()
  return (
    <>
      <table className={classes.grid} aria-label={t('calendar.title')}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {weekdayOf(day, i18n.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td
                  key={day}
                  data-other={!day.startsWith(month) || undefined}
                  data-feast={isChildrensDay(day) || undefined}
                  data-today={day === now || undefined}
                  data-over={(dragged && over === day) || undefined}
                  onDragOver={(event) => {
                    if (!dragged) return
                    event.preventDefault()
                    setOver(day)
                  }}
                  onDragEnd={() => setDragged(null)}
                  onDrop={(event) => {
                    event.preventDefault()
                    if (dragged && dayOf(dragged.starts_at) !== day) move.mutate({ id: dragged.id, day })
                    setDragged(null)
                  }}
                >
                  <time
                    dateTime={day}
                    className={classes.number}
                    aria-current={day === now ? 'date' : undefined}
                  >
                    {Number(day.slice(8))}
                  </time>{' '}
                  {isChildrensDay(day) && <span className={classes.feast}>{t('calendar.childrensDay')}</span>}
                  <Entries
                    items={days.get(day) ?? []}
                    opened={opened && asked === day}
                    onOpen={() => {
                      setAsked(day)
                      setOpened(true)
                    }}
                    onDragStart={setDragged}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <DayDialog
        day={asked}
        items={days.get(asked ?? '') ?? []}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}

type EntriesProps = {
  items: Entry[]
  opened: boolean
  onOpen: () => void
  onDragStart: (item: Entry) => void
}

/** What fits into the square; the whole day is a press away. */
function Entries({ items, opened, onOpen, onDragStart }: EntriesProps) {
  const { t } = useTranslation('activities')
  const { shown, hidden, hiddenClashes } = cutDay(items)
  if (items.length === 0) return null
  return (
    <>
      <ul className={classes.items}>
        {shown.map((item) => (
          <CalendarEntry key={item.id} item={item} onDragStart={() => onDragStart(item)} />
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          className={classes.all}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={onOpen}
        >
          {t('calendar.all', { count: items.length })}
          <HiddenClashes count={hiddenClashes} />
        </button>
      )}
    </>
  )
}
