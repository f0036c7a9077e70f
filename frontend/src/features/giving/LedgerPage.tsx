import { Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LedgerOf } from '@/client'
import { formatNumber, formatShare, today } from '@/lib/format'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { Money } from '@/ui/values'
import { AmountsCard } from './AmountsCard'
import { coverageQuery, ledgerQuery } from './api'
import classes from './Giving.module.css'

/** "Sổ thu chi": where each đồng is, in all, by donor and by round. */
export default function LedgerPage() {
  const { t } = useTranslation('giving')
  const ledger = useQuery(ledgerQuery)
  const found = ledger.data
  const sound = found && found.balance === 0 && found.handed_over_by_shares === found.total.handed_over
  return (
    <>
      <PageHeader title={t('ledger.title')} />
      <Rooms of="/gift-rounds" />
      {ledger.isPending && <CardsSkeleton cards={3} />}
      {ledger.isError && <ErrorState error={ledger.error} onRetry={() => ledger.refetch()} />}
      {found && found.donors.length === 0 && (
        <EmptyState title={t('ledger.empty')}>{t('ledger.emptyHint')}</EmptyState>
      )}
      {found && found.donors.length > 0 && (
        <div className={parts.column}>
          <p className={sound ? parts.quiet : parts.reason}>{t(sound ? 'ledger.sound' : 'ledger.broken')}</p>
          <AmountsCard amounts={found.total} />
          <Coverage />
          <Part title={t('ledger.byDonor')} rows={found.donors} to="/donors/$donorId" />
          <Part title={t('ledger.byRound')} rows={found.rounds} to="/gift-rounds/$roundId" ofRound />
        </div>
      )}
    </>
  )
}

/** Whom it reached; small numbers aren't shown to everybody. */
function Coverage() {
  const { t } = useTranslation('giving')
  const found = useQuery(coverageQuery(today())).data
  if (!found?.special_children || found.helped === null || found.share === null) return null
  return (
    <p>
      {t('ledger.coverage', {
        helped: formatNumber(found.helped),
        all: formatNumber(found.special_children),
        share: formatShare(found.share),
      })}
    </p>
  )
}

const OF_DONOR = ['pledged', 'received', 'allocated', 'handed_over', 'unallocated'] as const
const OF_ROUND = ['allocated', 'handed_over', 'undelivered'] as const

type PartProps = {
  title: string
  rows: LedgerOf[]
  to: '/donors/$donorId' | '/gift-rounds/$roundId'
  ofRound?: boolean
}

function Part({ title, rows, to, ofRound }: PartProps) {
  const { t } = useTranslation('giving')
  const columns = ofRound ? OF_ROUND : OF_DONOR
  if (rows.length === 0) return null
  return (
    <Card component="section" aria-label={title} className={parts.card}>
      <h2>{title}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('ledger.name')}</th>
              {columns.map((name) => (
                <th key={name} className={classes.number}>
                  {t(`amounts.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className={classes.head}>
                  {to === '/donors/$donorId' ? (
                    <Link to="/donors/$donorId" params={{ donorId: row.id }}>
                      {row.name}
                    </Link>
                  ) : (
                    <Link to="/gift-rounds/$roundId" params={{ roundId: row.id }}>
                      {row.name}
                    </Link>
                  )}
                </td>
                {columns.map((name) => (
                  <td key={name} className={classes.number} data-label={t(`amounts.${name}`)}>
                    <Money value={row.amounts[name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td className={classes.head}>{t('ledger.sum')}</td>
              {columns.map((name) => (
                <td key={name} className={classes.number} data-label={t(`amounts.${name}`)}>
                  <Money value={rows.reduce((sum, row) => sum + row.amounts[name], 0)} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </Card>
  )
}
