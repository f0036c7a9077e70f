import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HazardPoint } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { textAt } from '@/lib/texts'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { LongList } from '@/ui/LongList'
import { FilterBar } from '@/ui/list/FilterBar'
import { ListMenu } from '@/ui/list/ListMenu'
import { type Mark, WardMap } from '@/ui/map'
import { PageHeader } from '@/ui/PageHeader'
import { PrintHeading } from '@/ui/PrintHeading'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import { mapQuery } from './api'
import { RiskChip } from './RiskChip'
import { hazards } from './record'
import { useFilters } from './use-filters'
import { lookOf } from './words'

const FIRST = 20

/** The ward's unsafe places on its map; the list below has the same rows, the worst first. */
export default function MapPage() {
  const { t } = useTranslation(['hazards', 'common'])
  const session = useSession()
  const { search, update } = useListSearch()
  const filters = useFilters().filter(({ key }) => key !== 'sort')
  const places = useQuery({ ...mapQuery(search), placeholderData: keepPreviousData })
  const items = places.data?.items
  const sorted = useMemo(
    () => [...(items ?? [])].sort((one, other) => lookOf(one).rank - lookOf(other).rank),
    [items],
  )
  const marks = useMemo(
    () =>
      sorted.flatMap((site): Mark[] => {
        const { id, title, latitude, longitude } = site
        if (latitude === null || longitude === null) return []
        const state = textAt(`common:state.${site.state}`)
        const late = site.overdue && textAt('common:state.overdue')
        const words = [t(`kind.${site.kind}`), t('risk', { level: t(`level.${site.risk}`) }), state, late]
        return [
          {
            id,
            title,
            latitude,
            longitude,
            ...lookOf(site),
            words: words.filter(Boolean).join(' · '),
            href: `/hazards/${id}`,
          },
        ]
      }),
    [sorted, t],
  )
  const narrowed = Boolean(search.q) || filters.some((filter) => search[filter.key])
  const clear = () =>
    update(Object.fromEntries([['q', undefined], ...filters.map(({ key }) => [key, undefined])]))
  const lost = sorted.length - marks.length
  return (
    <>
      <PageHeader
        title={t('map.title')}
        action={may(session, 'hazard:write') && <LinkButton to="/hazards/new">{t('list.new')}</LinkButton>}
        secondary={<ListMenu exportHref={hazards.exportHref(search)} />}
      />
      <Rooms of="/hazards" />
      <PrintHeading />
      {places.isPending && <CardsSkeleton cards={3} />}
      {places.isError && <ErrorState error={places.error} onRetry={() => places.refetch()} />}
      {items && (
        <div className={parts.column}>
          <Suspense fallback={<CardsSkeleton cards={1} />}>
            <WardMap label={t('map.title')} marks={marks} legend={t('map.legend')} />
          </Suspense>
          {may(session, 'unit:write') && (
            <p className="no-print" style={{ margin: 0 }}>
              <Link className={parts.target} to="/units/map">
                {t('map.change')}
              </Link>
            </p>
          )}
          <div className="no-print">
            <FilterBar filters={filters} narrowed={narrowed} onClear={clear} />
          </div>
          <p role="status" className={parts.quiet}>
            {t('common:list.shown', { count: sorted.length })}
            {lost > 0 && ` · ${t('map.withoutPoint', { count: lost })}`}
          </p>
          {sorted.length === 0 && <EmptyState title={t('common:list.nothingFound')} />}
          <LongList
            className={`${parts.plain} ${parts.dense}`}
            items={sorted}
            first={FIRST}
            render={(site) => <Row key={site.id} site={site} />}
          />
        </div>
      )}
    </>
  )
}

function Row({ site }: { site: HazardPoint }) {
  const { t } = useTranslation(['hazards', 'common'])
  return (
    <li className={parts.row}>
      <span style={{ flex: '1 1 220px' }}>
        <Link className={parts.target} to="/hazards/$hazardId" params={{ hazardId: site.id }}>
          {site.title}
        </Link>
        <p className={parts.quiet}>
          {[t(`kind.${site.kind}`), site.place_unit_name].filter(Boolean).join(' · ')}
        </p>
      </span>
      {site.overdue && (
        <Chip tone="bad" shape="triangle">
          {t('common:state.overdue')}
        </Chip>
      )}
      <RiskChip risk={site.risk} />
      <StateChip state={site.state} />
    </li>
  )
}
