import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DashboardPlan, TimelineDay } from '@/client'
import { formatDate } from '@/lib/format'
import classes from './Assignments.module.css'
import { Rows } from './figures'
import { everyDay } from './words'

/** What falls due and what is done, day by day; the table under it says the same in figures. */
export function Timeline({ days, plan, today }: { days: TimelineDay[]; plan: DashboardPlan; today: string }) {
  const { t } = useTranslation(['assignments', 'common'])
  const drawn = everyDay(days, plan.starts_on, plan.ends_on)
  const now = drawn.findIndex((day) => day.on === today)
  const most = Math.max(1, ...days.map((day) => Math.max(day.due, day.accepted)))
  return (
    <Card component="section" aria-labelledby="timeline" className={classes.card}>
      <h2 id="timeline">{t('timeline.title')}</h2>
      {/* The table below says the same to a screen reader. */}
      <div className={classes.days} aria-hidden>
        {drawn.map((day, index) => (
          <div
            key={day.on}
            className={classes.day}
            data-today={day.on === today || undefined}
            title={`${formatDate(day.on)} · ${t('timeline.accepted')}: ${day.accepted} · ${t('timeline.due')}: ${day.due}`}
          >
            <div className={classes.plot}>
              <Column what="accepted" count={day.accepted} most={most} />
              <Column what="due" count={day.due} most={most} />
            </div>
            <span className={classes.dayLabel}>{labelled(index, now) && shortDay(day.on)}</span>
          </div>
        ))}
      </div>
      <div className={classes.legend} aria-hidden>
        <span data-what="accepted">{t('timeline.accepted')}</span>
        <span data-what="due">{t('timeline.due')}</span>
        <span data-what="today">{t('timeline.today')}</span>
      </div>
      <details>
        <summary>{t('timeline.table')}</summary>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('timeline.day')}</th>
              <th scope="col">{t('timeline.due')}</th>
              <th scope="col">{t('timeline.submitted')}</th>
              <th scope="col">{t('timeline.accepted')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.on}>
                <th scope="row">{formatDate(day.on)}</th>
                <td>
                  {day.due === 0 ? (
                    '–'
                  ) : (
                    <Rows plan={plan} search={{ on_day: day.on }}>
                      {day.due}
                    </Rows>
                  )}
                </td>
                <td>{day.submitted}</td>
                <td>{day.accepted}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}

function Column({ what, count, most }: { what: 'accepted' | 'due'; count: number; most: number }) {
  if (count === 0) return null
  return (
    <i data-what={what} style={{ height: `${(100 * count) / most}%` }}>
      <span className={classes.count}>{count}</span>
    </i>
  )
}

/** Every seventh day and today; a week's label gives way to today's beside it. */
const labelled = (index: number, now: number) =>
  index === now || (index % 7 === 0 && (now < 0 || Math.abs(index - now) > 3))

/** "9/11": the year is in the page's heading. */
const shortDay = (iso: string) => `${Number(iso.slice(8))}/${Number(iso.slice(5, 7))}`
