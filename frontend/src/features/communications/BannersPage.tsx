import { Button, Card } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  type BannerItem,
  type CommunicationRead,
  readCommunicationEvent,
  updateCommunicationEvent,
} from '@/client'
import { ifMatch, unwrap } from '@/lib/api'
import { formatDateInText, today } from '@/lib/format'
import { may, useSession } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { PageHeader } from '@/ui/PageHeader'
import { CardsSkeleton } from '@/ui/Skeletons'
import { bannersQuery } from './api'
import { BannerMap } from './BannerMap'
import classes from './Communications.module.css'
import { Tabs } from './Tabs'
import { useVerb } from './use-verb'

/** Where banners hang, and which should be down by now. The list says all that the map says. */
export default function BannersPage() {
  const { t } = useTranslation('communications')
  const banners = useQuery(bannersQuery)
  const items = banners.data?.items ?? []
  const overdue = items.filter((one) => one.overdue)
  const groups = [
    { key: 'overdue', items: overdue },
    { key: 'up', items: items.filter((one) => !one.taken_down_on && !one.overdue) },
    { key: 'down', items: items.filter((one) => one.taken_down_on) },
  ] as const
  return (
    <>
      <PageHeader title={t('tabs.banners')} />
      <Tabs />
      {banners.isPending && <CardsSkeleton cards={3} />}
      {banners.isError && <ErrorState error={banners.error} onRetry={() => banners.refetch()} />}
      {banners.data && items.length === 0 && (
        <EmptyState title={t('banner.empty')}>{t('banner.emptyHint')}</EmptyState>
      )}
      <div className={classes.column}>
        {items.some((one) => one.latitude !== null) && (
          <BannerMap items={items} tileUrl={banners.data?.tile_url} />
        )}
        {groups
          .filter((group) => group.items.length > 0)
          .map((group) => (
            <Card key={group.key} component="section" aria-labelledby={group.key} className={classes.card}>
              <h2 id={group.key}>{t(`banner.${group.key}`, { count: group.items.length })}</h2>
              <ul className={classes.plain}>
                {group.items.map((one) => (
                  <Row key={one.id} banner={one} />
                ))}
              </ul>
            </Card>
          ))}
      </div>
    </>
  )
}

function Row({ banner }: { banner: BannerItem }) {
  const { t } = useTranslation('communications')
  const session = useSession()
  const own = session.units.some((unit) => unit.id === banner.unit_id)
  const down = useVerb<CommunicationRead>({
    done: 'takenDown',
    call: async () => {
      const path = { event_id: banner.id }
      const event = await readCommunicationEvent({ path }).then(unwrap)
      return updateCommunicationEvent({
        path,
        headers: ifMatch(event),
        body: { taken_down_on: today(), correction_note: own ? undefined : t('banner.note') },
      })
    },
  })
  return (
    <li className={classes.row}>
      <span style={{ flex: '1 1 220px' }}>
        <Link to="/communications/$eventId" params={{ eventId: banner.id } as never}>
          {banner.title}
        </Link>
        <p className={classes.quiet}>
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
          {(own || may(session, 'communication:correct')) && (
            <Button variant="default" loading={down.isPending} onClick={() => down.mutate()}>
              {t('banner.takeDown')}
            </Button>
          )}
        </>
      )}
    </li>
  )
}
