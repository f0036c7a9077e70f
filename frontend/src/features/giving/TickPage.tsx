import { Button, Card } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { correctGiftShare, deliverGiftShare, type ShareItem, type ShareRead } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney, today } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import type { Page } from '@/lib/use-pages'
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
import { useVerb } from '@/ui/use-verb'
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
  const [said, setSaid] = useState('')
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
    { key: 'due_from', label: t('tick.dueFrom'), rare: true },
    { key: 'due_to', label: t('tick.dueTo'), rare: true },
  ]
  const narrowed = Boolean(search.q) || filters.some(({ key }) => search[key])
  const only =
    search.state === 'due' && !search.q && filters.every(({ key }) => key === 'state' || !search[key])
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
      {!search.round_id && <Rooms of="/gift-rounds" />}
      <p role="status" className="visually-hidden">
        {said}
      </p>
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
          <EmptyState title={t(only ? 'tick.noneDue' : narrowed ? 'tick.noneFound' : 'tick.none')}>
            {t('tick.noneHelp')}
          </EmptyState>
        )}
        {rows.some((row) => row.may_tick && row.state !== 'delivered') && (
          <p className={parts.quiet}>{t('tick.lead')}</p>
        )}
        <ul className={parts.plain} aria-label={t('tick.title')}>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              ofRound={Boolean(search.round_id)}
              onOpen={() => setOpen(row)}
              onSay={setSaid}
            />
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

type RowProps = { row: ShareItem; ofRound: boolean; onOpen: () => void; onSay: (words: string) => void }

function Row({ row, ofRound, onOpen, onSay }: RowProps) {
  const { t } = useTranslation('giving')
  const session = useSession()
  // Ticked on this visit: a slip of the finger is taken back here.
  const [ticked, setTicked] = useState(false)
  const deliver = useTick({
    call: () =>
      deliverGiftShare({
        path: { share_id: row.id },
        headers: ifMatch(row),
        body: { on_day: today(), receiver_kind: 'guardian' },
      }),
    onDone: () => {
      setTicked(true)
      onSay(t('tick.said', { name: row.shown_name }))
    },
  })
  const undo = useTick({
    call: () =>
      correctGiftShare({
        path: { share_id: row.id },
        headers: ifMatch(row),
        body: { on_day: today(), reason: t('tick.undoWhy') },
      }),
    onDone: () => {
      setTicked(false)
      onSay(t('tick.undone', { name: row.shown_name }))
    },
  })
  const done = ticked && row.state === 'delivered'
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
        {waits && !row.may_tick && !row.suspended && may(session, 'gift_round:write') && (
          <span className={classes.below}>{t('tick.notYet')}</span>
        )}
        {row.reason && <span className={classes.below}>{row.reason}</span>}
      </span>
      <span className={classes.tickWays}>
        {row.state !== 'due' && !done && <StateChip state={row.state} />}
        {row.suspended && <span className={parts.quiet}>{t('tick.suspended')}</span>}
        {row.may_tick && (waits || done) && (
          // Stays where it was pressed, without effect: a second touch must not undo the first.
          <Button
            size="md"
            className={classes.give}
            variant={done ? 'light' : 'filled'}
            loading={deliver.isPending}
            leftSection={done && <IconCheck size={20} aria-hidden />}
            aria-disabled={done || undefined}
            aria-label={t('tick.giveTo', { name: row.shown_name })}
            onClick={() => !done && deliver.mutate()}
          >
            {t('tick.give')}
          </Button>
        )}
        {done ? (
          <Button
            size="md"
            variant="default"
            loading={undo.isPending}
            aria-label={t('tick.undoOf', { name: row.shown_name })}
            onClick={() => undo.mutate()}
          >
            {t('tick.undo')}
          </Button>
        ) : (
          <Button
            size="md"
            variant="default"
            aria-label={t('tick.moreOf', { name: row.shown_name })}
            onClick={onOpen}
          >
            {t('tick.more')}
          </Button>
        )}
      </span>
    </Card>
  )
}

type Tick = { call: () => Promise<{ data: ShareRead }>; onDone: () => void }

/** A verb whose row stays in its place: lists are read anew on return, so that no finger meets the next child. */
function useTick({ call, onDone }: Tick) {
  const queryClient = useQueryClient()
  return useVerb<ShareRead>(
    { texts: 'giving', stale: OTHERS, reading: (now) => shares.one(now.id).queryKey },
    {
      done: () => '',
      call,
      onDone: (now) => {
        const lists = { queryKey: [...shares.all, 'list'] }
        queryClient.setQueriesData<InfiniteData<Page<ShareItem>>>(
          lists,
          (old) => old && { ...old, pages: old.pages.map((page) => withShare(page, now)) },
        )
        void queryClient.invalidateQueries({ ...lists, refetchType: 'none' })
        onDone()
      },
    },
  )
}

const OTHERS = [['gift-lines'], ['gift-rounds'], ['donors'], ['children'], ['assignments']]

const withShare = (page: Page<ShareItem>, now: ShareRead): Page<ShareItem> => ({
  ...page,
  items: page.items.map((row) =>
    row.id === now.id
      ? { ...row, state: now.state, given_on: now.given_on, reason: now.reason, version: now.version }
      : row,
  ),
})
