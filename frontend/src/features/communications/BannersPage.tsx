import { Card, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BannerItem } from '@/client'
import { formatDateInText } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { LongList } from '@/ui/LongList'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { bannersQuery } from './api'
import { BannerMap } from './BannerMap'
import { TakeDownButton } from './TakeDownButton'

const FIRST = 20

/** Where banners hang, and which should be down by now. The list says all that the map says. */
export default function BannersPage() {
  const { t } = useTranslation(['communications', 'common'])
  const session = useSession()
  const banners = useQuery(bannersQuery)
  const { search, update } = useListSearch()
  const { hanging } = search
  const all = banners.data?.items
  const items = useMemo(
    () => (all ?? []).filter((one) => !hanging || (hanging === 'yes') === !one.taken_down_on),
    [all, hanging],
  )
  const overdue = items.filter((one) => one.overdue)
  const groups = [
    { key: 'overdue', items: overdue },
    { key: 'up', items: items.filter((one) => !one.taken_down_on && !one.overdue) },
    { key: 'down', items: items.filter((one) => one.taken_down_on) },
  ] as const
  return (
    <>
      <PageHeader title={t('common:room.banners')} />
      <Rooms of="/communications" />
      {banners.isPending && <CardsSkeleton cards={3} />}
      {banners.isError && <ErrorState error={banners.error} onRetry={() => banners.refetch()} />}
      {all?.length === 0 && (
        <EmptyState
          title={t('banner.empty')}
          action={
            may(session, 'communication:write') && (
              <LinkButton to="/communications/new" search={{ kind: 'banner' }}>
                {t('banner.new')}
              </LinkButton>
            )
          }
        >
          {t('banner.emptyHint')}
        </EmptyState>
      )}
      {all && all.length > 0 && (
        <SegmentedControl
          aria-label={t('banner.filter')}
          className="no-print"
          size="md"
          mb="md"
          data={[
            { value: '', label: t('common:list.any') },
            { value: 'yes', label: t('banner.filterUp') },
            { value: 'no', label: t('banner.filterDown') },
          ]}
          value={hanging ?? ''}
          onChange={(value) => update({ hanging: value || undefined })}
        />
      )}
      {all && all.length > 0 && items.length === 0 && <EmptyState title={t('common:list.nothingFound')} />}
      <div className={parts.column}>
        {items.some((one) => one.latitude !== null) && <BannerMap items={items} />}
        {groups
          .filter((group) => group.items.length > 0)
          .map((group) => (
            <Card key={group.key} component="section" aria-labelledby={group.key} className={parts.card}>
              <h2 id={group.key}>{t(`banner.${group.key}`, { count: group.items.length })}</h2>
              <LongList
                className={`${parts.plain} ${parts.dense}`}
                items={group.items}
                first={FIRST}
                render={(one) => <Row key={one.id} banner={one} />}
              />
            </Card>
          ))}
      </div>
    </>
  )
}

function Row({ banner }: { banner: BannerItem }) {
  const { t } = useTranslation(['communications', 'common'])
  return (
    <li className={parts.row}>
      <span style={{ flex: '1 1 220px' }}>
        <Link className={parts.target} to="/communications/$eventId" params={{ eventId: banner.id }}>
          {banner.title}
        </Link>
        <p className={parts.quiet}>
          {[banner.place, banner.unit_name].filter(Boolean).join(' · ')} ·{' '}
          {t('banner.since', { day: formatDateInText(banner.put_up_on) })}
        </p>
      </span>
      {banner.taken_down_on ? (
        <Chip tone="mute" shape="square">
          {t('banner.takenDown', { day: formatDateInText(banner.taken_down_on) })}
        </Chip>
      ) : (
        <>
          <Chip tone={banner.overdue ? 'bad' : 'brand'} shape={banner.overdue ? 'triangle' : 'circle'}>
            {t(banner.overdue ? 'banner.isOverdue' : 'banner.isUp')}
          </Chip>
          <TakeDownButton banner={banner} />
        </>
      )}
    </li>
  )
}
