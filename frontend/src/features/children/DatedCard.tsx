import { Button, Card } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { formatDate } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import classes from './Children.module.css'
import { EndDialog, type Ending } from './PartDialogs'

type Row = { id: string; name: string; detail?: string; from_on: string; to_on: string | null }

type Props = {
  child: ChildRead
  kind: Ending['kind']
  title: string
  /** Said while nothing holds. */
  none: string
  rows: Row[]
  add: string
  onAdd: () => void
}

/** Facts of a child with the days between which they hold: what holds first, what has ended folded away. */
export function DatedCard({ child, kind, title, none, rows, add, onAdd }: Props) {
  const { t } = useTranslation('children')
  const [ending, setEnding] = useState<Ending | null>(null)
  const may = child.allowed_actions.includes('assess')
  const holding = rows.filter((row) => row.to_on === null)
  const ended = rows.filter((row) => row.to_on !== null)
  const days = ({ from_on, to_on }: Row) =>
    to_on
      ? t('part.between', { from: formatDate(from_on), to: formatDate(to_on) })
      : t('part.since', { from: formatDate(from_on) })
  const text = (row: Row) => (
    <span className={classes.grow}>
      {row.name}
      <span className={classes.below}>{[row.detail, days(row)].filter(Boolean).join(' · ')}</span>
    </span>
  )
  return (
    <Card component="section" aria-labelledby={kind} className={parts.card}>
      <h2 id={kind}>{title}</h2>
      {holding.length === 0 && <p className={parts.quiet}>{none}</p>}
      {holding.length > 0 && (
        <ul className={`${parts.plain} ${parts.dense}`}>
          {holding.map((row) => (
            <li key={row.id} className={parts.row}>
              {text(row)}
              {may && (
                <Button
                  variant="subtle"
                  color="gray"
                  className="no-print"
                  aria-label={t('part.endTitle', { name: row.name })}
                  onClick={() => setEnding({ kind, id: row.id, name: row.name })}
                >
                  {t('part.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <div className="no-print">
          <Button variant="default" onClick={onAdd}>
            {add}
          </Button>
        </div>
      )}
      {ended.length > 0 && (
        <details>
          <summary className={classes.summary}>{t('part.ended', { count: ended.length })}</summary>
          <ul className={`${parts.plain} ${parts.dense}`}>
            {ended.map((row) => (
              <li key={row.id} className={parts.row}>
                {text(row)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {ending && <EndDialog child={child} ending={ending} onClose={() => setEnding(null)} />}
    </Card>
  )
}
