import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Amounts } from '@/client'
import { formatMoney } from '@/lib/format'
import parts from '@/ui/parts.module.css'
import classes from './Giving.module.css'

const SHOWN = ['pledged', 'received', 'allocated', 'handed_over'] as const
const LEFT = ['outstanding', 'unallocated', 'undelivered', 'refunded'] as const

/** The four amounts, and what is left between them. */
export function AmountsCard({ amounts }: { amounts: Amounts }) {
  const { t } = useTranslation('giving')
  return (
    <Card component="section" aria-labelledby="amounts" className={parts.card}>
      <h2 id="amounts">{t('amounts.title')}</h2>
      <dl className={classes.figures}>
        {SHOWN.map((name) => (
          <div key={name}>
            <dt>{t(`amounts.${name}`)}</dt>
            <dd className={classes.big}>{formatMoney(amounts[name])}</dd>
          </div>
        ))}
      </dl>
      <dl className={classes.figures}>
        {LEFT.filter((name) => amounts[name] !== 0).map((name) => (
          <div key={name}>
            <dt>{t(`amounts.${name}`)}</dt>
            <dd>{formatMoney(amounts[name])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
