import { Button, Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HazardPoint } from '@/client'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import { PrintHeading } from '@/ui/PrintHeading'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { mapQuery } from './api'
import classes from './Hazards.module.css'
import { RiskChip } from './RiskChip'

/** What a child may drown in and is not closed yet. */
const OPEN_WATER = { water: 'true', state: 'found,inspected,fixing,safe' }
const RANK = { high: 0, medium: 1, low: 2 }

/** Before summer, on paper: the waters of each khu phố, the most dangerous first. */
export default function WaterPage() {
  const { t } = useTranslation(['hazards', 'common'])
  const places = useQuery(mapQuery(OPEN_WATER))
  const items = places.data?.items ?? []
  const names = [...new Set(items.map((site) => site.place_unit_name))].sort((one, other) =>
    (one ?? '\uffff').localeCompare(other ?? '\uffff', 'vi', { numeric: true }),
  )
  return (
    <>
      <PageHeader
        title={t('water.title')}
        action={<Button onClick={() => window.print()}>{t('common:print.page')}</Button>}
      />
      <Rooms of="/hazards" />
      <PrintHeading />
      {places.isPending && <CardsSkeleton cards={3} />}
      {places.isError && <ErrorState error={places.error} onRetry={() => places.refetch()} />}
      {places.data && items.length === 0 && <EmptyState title={t('water.empty')} />}
      <div className={parts.column}>
        {names.map((name) => (
          <Group key={name ?? ''} name={name} sites={items.filter((site) => site.place_unit_name === name)} />
        ))}
      </div>
    </>
  )
}

function Group({ name, sites }: { name: string | null; sites: HazardPoint[] }) {
  const { t } = useTranslation(['hazards', 'common'])
  const id = `water-${name ?? 'none'}`
  const sorted = [...sites].sort((one, other) => RANK[one.risk] - RANK[other.risk])
  return (
    <Card component="section" aria-labelledby={id} className={`${parts.card} keep-together`}>
      <h2 id={id}>
        {name ?? t('water.nowhere')} ({sites.length})
      </h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.title')}</th>
              <th scope="col">{t('column.risk')}</th>
              <th scope="col">{t('common:list.state')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((site) => (
              <tr key={site.id}>
                <td>
                  <Link className={parts.target} to="/hazards/$hazardId" params={{ hazardId: site.id }}>
                    {site.title}
                  </Link>
                  <p className={parts.quiet}>{t(`kind.${site.kind}`)}</p>
                </td>
                <td>
                  <RiskChip risk={site.risk} />
                </td>
                <td>
                  <StateChip state={site.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
