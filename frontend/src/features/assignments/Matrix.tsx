import { Card } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { DashboardPlan, UnitCounts } from '@/client'
import parts from '@/ui/parts.module.css'
import classes from './Assignments.module.css'
import { Bar, Rows } from './figures'
import { matrixCells, percent } from './words'

type Props = { plan: DashboardPlan; units: UnitCounts[] }

/** Units x states: a table on a desktop, a card a unit on a phone; every number opens its rows. */
export function Matrix({ plan, units }: Props) {
  const { t } = useTranslation(['assignments', 'common'])
  const wide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  const Look = wide ? Table : Cards
  return (
    <Card component="section" aria-labelledby="matrix" className={classes.card}>
      <div className={parts.row}>
        <h2 id="matrix">{t('ward.matrix')}</h2>
        <span className={parts.quiet}>{t('ward.units', { count: units.length })}</span>
      </div>
      <Look plan={plan} units={units} />
    </Card>
  )
}

function Table({ plan, units }: Props) {
  const { t } = useTranslation(['assignments', 'common'])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard to be scrolled
    <section className={classes.scroll} tabIndex={0} aria-label={t('ward.cell.progress')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('column.unit')}</th>
            {cellsOf(units[0]).map((cell) => (
              <th key={cell.key} scope="col">
                {t(`ward.cell.${cell.key}`)}
              </th>
            ))}
            <th scope="col">{t('ward.cell.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unit_id}>
              <th scope="row">{unit.unit_name}</th>
              {cellsOf(unit).map((cell) => (
                <td key={cell.key}>
                  {cell.count === 0 ? (
                    '–'
                  ) : (
                    <Rows plan={plan} search={{ unit_id: unit.unit_id, ...cell.search }} tone={cell.tone}>
                      {cell.count}
                    </Rows>
                  )}
                </td>
              ))}
              <td>
                <Bar accepted={unit.accepted} submitted={unit.submitted} total={unit.total} />
                <span className="visually-hidden">{`${percent(unit.accepted, unit.total)}%`}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cards({ plan, units }: Props) {
  const { t } = useTranslation(['assignments', 'common'])
  return (
    <ul className={classes.unitCards}>
      {units.map((unit) => (
        <li key={unit.unit_id} className="keep-together">
          <div className={parts.row}>
            <Rows plan={plan} search={{ unit_id: unit.unit_id }}>
              <b>{unit.unit_name}</b>
            </Rows>
            <span className={parts.quiet}>
              {t('ward.cell.accepted')} {unit.accepted}/{unit.total}
            </span>
          </div>
          <Bar accepted={unit.accepted} submitted={unit.submitted} total={unit.total} />
          <div className={classes.cells}>
            {cellsOf(unit)
              .filter((cell) => cell.count > 0 && cell.key !== 'accepted')
              .map((cell) => (
                <Rows
                  key={cell.key}
                  plan={plan}
                  search={{ unit_id: unit.unit_id, ...cell.search }}
                  tone={cell.tone}
                  className={classes.cell}
                >
                  {t(`ward.cell.${cell.key}`)}: <b>{cell.count}</b>
                </Rows>
              ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

type Cell = {
  key: ReturnType<typeof matrixCells>[number]['key'] | 'overdue'
  count: number
  search: Record<string, string>
  tone?: 'bad'
}

/** The states, and how many are overdue among them. */
function cellsOf(unit: UnitCounts | undefined): Cell[] {
  if (!unit) return []
  return [
    ...matrixCells(unit).map(({ key, count, state }) => ({ key, count, search: { state } })),
    { key: 'overdue', count: unit.overdue, search: { overdue: 'true' }, tone: 'bad' },
  ]
}
