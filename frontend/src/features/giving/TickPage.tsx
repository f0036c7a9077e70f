import { Button, Card } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deliverGiftShare, type ShareItem } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { useUnits } from '@/lib/use-units'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { type Filter, useUsual } from '@/ui/list'
import { FilterBar } from '@/ui/list/FilterBar'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { Rooms } from '@/ui/Rooms'
import { CardsSkeleton } from '@/ui/Skeletons'
import { StateChip } from '@/ui/StateChip'
import classes from './Giving.module.css'
import { shares } from './record'
import { ShareDialog } from './ShareDialog'
import { KINDS, SHARE_STATES } from './words'

/** "Trao quà": name, unit and gift of each child, ticked by a finger; nothing else of the child is here. */
export default function TickPage() {
  const { t } = useTranslation(['giving', 'common'])
  const { search, update } = useListSearch()
  const usual = useUsual()
  const units = useUnits('gift_round:correct')
  const pages = shares.useList(search)
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  const [open, setOpen] = useState<ShareItem | null>(null)
  const filters: Filter[] = [
    usual.states(SHARE_STATES),
    {
      key: 'kind',
      label: t('round.kind'),
      options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      rare: true,
    },
    ...usual.units(units),
    ...usual.unitView(units),
    { key: 'place_unit_id', label: t('line.place'), options: units.places, rare: true },
    { key: 'due_to', label: t('tick.dueTo'), rare: true },
  ]
  const narrowed = Boolean(search.q) || filters.some(({ key }) => search[key])
  const title = search.round_id ? rows[0]?.round_title : undefined
  return (
    <>
      <PageHeader
        title={t('tick.title')}
        meta={
          search.round_id && (
            <Link to="/gift-rounds/$roundId" params={{ roundId: search.round_id }}>
              {title ?? t('tick.toRound')}
            </Link>
          )
        }
      />
      <Rooms of="/gift-rounds" />
      <div className={parts.column}>
        <FilterBar
          filters={filters}
          narrowed={narrowed}
          onClear={() =>
            update({ q: undefined, ...Object.fromEntries(filters.map(({ key }) => [key, undefined])) })
          }
        />
        {pages.isPending && <CardsSkeleton cards={4} />}
        {pages.isError && rows.length === 0 && (
          <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
        )}
        {pages.data && rows.length === 0 && (
          <EmptyState title={t(narrowed ? 'tick.noneFound' : 'tick.none')}>{t('tick.noneHelp')}</EmptyState>
        )}
        <ul className={parts.plain} aria-label={t('tick.title')}>
          {rows.map((row) => (
            <Row key={row.id} row={row} ofRound={Boolean(search.round_id)} onOpen={() => setOpen(row)} />
          ))}
        </ul>
        {pages.hasNextPage && (
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('common:list.more')}
          </Button>
        )}
      </div>
      {open && <ShareDialog share={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Row({ row, ofRound, onOpen }: { row: ShareItem; ofRound: boolean; onOpen: () => void }) {
  const { t } = useTranslation('giving')
  const deliver = shares.useVerb({
    done: 'delivered',
    call: () =>
      deliverGiftShare({
        path: { share_id: row.id },
        headers: ifMatch(row),
        body: { on_day: today(), receiver_kind: 'guardian' },
      }),
  })
  const waits = row.state !== 'delivered'
  return (
    <Card component="li" className={classes.tick}>
      <span className={classes.grow}>
        <span className={classes.name}>
          {row.number}. {row.shown_name}
        </span>
        <span className={classes.below}>
          {[row.unit_name, row.gift, row.amount > 0 && formatMoney(row.amount)].filter(Boolean).join(' · ')}
        </span>
        {!ofRound && <span className={classes.below}>{row.round_title}</span>}
        {row.state === 'due' && row.due_on > today() && (
          <span className={classes.below}>{t('tick.due', { day: formatDate(row.due_on) })}</span>
        )}
        {row.reason && <span className={classes.below}>{row.reason}</span>}
      </span>
      <span className={classes.ways}>
        {row.state !== 'due' && <StateChip state={row.state} />}
        {row.suspended && <span className={parts.quiet}>{t('tick.suspended')}</span>}
        {row.may_tick && waits && (
          <Button
            size="md"
            loading={deliver.isPending}
            aria-label={t('tick.giveTo', { name: row.shown_name })}
            onClick={() => deliver.mutate()}
          >
            {t('tick.give')}
          </Button>
        )}
        <Button
          size="md"
          variant="default"
          aria-label={t('tick.moreOf', { name: row.shown_name })}
          onClick={onOpen}
        >
          {t('tick.more')}
        </Button>
      </span>
    </Card>
  )
}
