import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ComparedChild } from '@/client'
import { textAt } from '@/lib/texts'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Money } from '@/ui/values'
import { comparisonQuery } from './api'
import classes from './Giving.module.css'

/** This list beside the one that it was rolled from. */
export default function ComparisonPage() {
  const { t } = useTranslation('giving')
  const roundId = useParam('roundId')
  return (
    <OneRecord query={comparisonQuery(roundId)}>
      {(found) => (
        <div className={parts.column}>
          <PageHeader
            title={t('comparison.title')}
            meta={
              <Link to="/gift-rounds/$roundId" params={{ roundId }}>
                {t('tick.toRound')}
              </Link>
            }
          />
          <p>{t('comparison.kept', { count: found.kept, title: found.before_title })}</p>
          <Side title={t('comparison.gone', { count: found.gone.length })} rows={found.gone} />
          <Side title={t('comparison.new', { count: found.new.length })} rows={found.new} />
          <Side title={t('comparison.changed', { count: found.changed.length })} rows={found.changed} />
        </div>
      )}
    </OneRecord>
  )
}

function Side({ title, rows }: { title: string; rows: ComparedChild[] }) {
  useTranslation('giving')
  if (rows.length === 0) return null
  return (
    <Card component="section" aria-label={title} className={parts.card}>
      <h2>{title}</h2>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {rows.map((one, at) => (
          <li key={at} className={parts.row}>
            <span className={classes.grow}>
              {one.shown_name}
              <span className={classes.below}>
                {[one.unit_name, one.why && textAt(`giving:change.${one.why}`, one.why)]
                  .filter(Boolean)
                  .join(': ')}
              </span>
            </span>
            <span>
              {one.amount_before !== null && <Money value={one.amount_before} />}
              {one.amount_before !== null && one.amount_now !== null && ' → '}
              {one.amount_now !== null && <Money value={one.amount_now} />}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
