import { Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useParam } from '@/lib/use-param'
import { ListMenu } from '@/ui/list/ListMenu'
import { OneRecord } from '@/ui/OneRecord'
import { PageHeader } from '@/ui/PageHeader'
import { PrintHeading } from '@/ui/PrintHeading'
import parts from '@/ui/parts.module.css'
import { InstantText, Money } from '@/ui/values'
import { decidedQuery } from './api'
import classes from './Giving.module.css'

/** The list as it was decided: nothing that happens later changes it. */
export default function DecidedPage() {
  const { t } = useTranslation('giving')
  const roundId = useParam('roundId')
  return (
    <OneRecord query={decidedQuery(roundId)}>
      {(list) => (
        <div className={parts.column}>
          <PageHeader
            title={t('decided.title')}
            meta={
              <Link to="/gift-rounds/$roundId" params={{ roundId }}>
                {t('tick.toRound')}
              </Link>
            }
            secondary={<ListMenu />}
          />
          <PrintHeading />
          <p className={list.intact ? parts.quiet : parts.reason}>
            {t('decided.by', { name: list.decided_by })} <InstantText value={list.decided_at} />.{' '}
            {t(list.intact ? 'decided.intact' : 'round.broken')}
          </p>
          <Card component="section" aria-label={t('decided.title')} className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th className={classes.number}>{t('line.number')}</th>
                  <th>{t('line.name')}</th>
                  <th>{t('decided.birth')}</th>
                  <th>{t('decided.address')}</th>
                  <th>{t('line.unit')}</th>
                  <th className={classes.number}>{t('line.amount')}</th>
                </tr>
              </thead>
              <tbody>
                {list.items.map((one) => (
                  <tr key={`${one.unit_name}${one.number}`}>
                    <td className={classes.number} data-label={t('line.number')}>
                      {one.number}
                    </td>
                    <td className={classes.head}>
                      {one.full_name}
                      {one.reserve && <span className={classes.below}>{t('nominate.reserve')}</span>}
                    </td>
                    <td data-label={t('decided.birth')}>{one.birth}</td>
                    <td data-label={t('decided.address')}>
                      {[one.address, one.place_unit_name].filter(Boolean).join(', ')}
                    </td>
                    <td data-label={t('line.unit')}>{one.unit_name}</td>
                    <td className={classes.number} data-label={t('line.amount')}>
                      <Money value={one.amount} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        </div>
      )}
    </OneRecord>
  )
}
