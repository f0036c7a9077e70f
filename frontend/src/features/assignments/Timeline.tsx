import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DashboardPlan, TimelineDay } from '@/client'
import { formatDate } from '@/lib/format'
import classes from './Assignments.module.css'
import { everyDay } from './words'

/** What falls due and what is done, day by day; the table under it says the same in figures. */
export function Timeline({ days, plan, today }: { days: TimelineDay[]; plan: DashboardPlan; today: string }) {
  const { t } = useTranslation(['assignments', 'common'])
  const drawn = everyDay(days, plan.starts_on, plan.ends_on)
  const most = Math.max(1, ...days.map((day) => Math.max(day.due, day.accepted)))
  return (
    <Card component="section" aria-labelledby="timeline" className={classes.card}>
      <h2 id="timeline">{t('timeline.title')}</h2>
      <div className={classes.days} aria-hidden>
        {drawn.map((day) => (
          <div
            key={day.on}
            className={classes.day}
            data-today={day.on === today || undefined}
            title={formatDate(day.on)}
          >
            <i data-what="accepted" style={{ height: `${(60 * day.accepted) / most}%` }} />
            <i style={{ height: `${(40 * day.due) / most}%` }} />
          </div>
        ))}
      </div>
      <div className={classes.legend} aria-hidden>
        <span>■ {t('timeline.accepted')}</span>
        <span>□ {t('timeline.due')}</span>
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
                <td>{day.due}</td>
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
