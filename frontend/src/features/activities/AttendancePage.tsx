import { useTranslation } from 'react-i18next'
import { formatWhen } from '@/lib/when'
import { OneActivity } from './OneActivity'
import classes from './Paper.module.css'
import { PaperHeader } from './PaperHeader'

const ROWS = 40
const COLUMNS = ['name', 'born', 'from', 'signature'] as const

/** An empty list to be signed at the door, on A4. */
export default function AttendancePage() {
  const { t } = useTranslation('activities')
  // An official paper is Vietnamese, whatever the language of the pages.
  const { t: paper } = useTranslation('activities', { lng: 'vi' })
  return (
    <OneActivity>
      {(activity) => (
        <>
          <PaperHeader title={t('action.attendance')} activity={activity} />
          <article className={classes.paper} lang="vi">
            <h2 className={classes.title}>{paper('paper.attendance')}</h2>
            <ul className={classes.facts}>
              <li>
                <strong>{activity.title}</strong>
              </li>
              <li>{paper('paper.unit', { unit: activity.unit_name })}</li>
              <li>{paper('paper.when', { when: formatWhen(activity) })}</li>
              <li>
                {paper('paper.place', {
                  place: [activity.venue, activity.place_unit_name].filter(Boolean).join(', ') || '……………………',
                })}
              </li>
            </ul>
            <div className={classes.scroll}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{paper('paper.number')}</th>
                    {COLUMNS.map((column) => (
                      <th key={column} scope="col">
                        {paper(`paper.column.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {Array.from({ length: ROWS }, (_, row) => (
                    <tr key={row}>
                      <td>{row + 1}</td>
                      {COLUMNS.map((column) => (
                        <td key={column} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </article>
        </>
      )}
    </OneActivity>
  )
}
