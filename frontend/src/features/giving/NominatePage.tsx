import { Button, Card, Checkbox, Select, Switch, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChildItem,
  type Nominated,
  type NominationCreate,
  nominateChildren,
  type RoundRead,
} from '@/client'
import { isProblem } from '@/lib/api'
import { formatDate } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { AskDialog } from '@/ui/AskDialog'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { FilterBar } from '@/ui/list/FilterBar'
import { showProblem } from '@/ui/notices'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { useVerb } from '@/ui/use-verb'
import { useCandidates } from './api'
import classes from './Giving.module.css'
import { OneRound } from './OneRound'

/** Children of the register whom the round is for, to be put on its list. */
export default function NominatePage() {
  const { t } = useTranslation('giving')
  return (
    <OneRound>
      {(round) =>
        round.allowed_actions.includes('nominate') ? (
          <Nominate round={round} />
        ) : (
          <EmptyState page title={t('nominate.closed')}>
            {t('nominate.closedHelp')}
          </EmptyState>
        )
      }
    </OneRound>
  )
}

type Overlap = { child_id: string; name: string; kind: string; about?: string }

const STALE = [['giving'], ['gift-lines'], ['gift-rounds']]

function Nominate({ round }: { round: RoundRead }) {
  const { t } = useTranslation(['giving', 'children', 'common'])
  const { search, update } = useListSearch()
  const session = useSession()
  const units = useUnits('gift_round:correct')
  const navigate = useNavigate()
  const criteria = round.criteria
  const everybody = search.everybody === 'true'
  const pages = useCandidates({
    q: search.q,
    unit_id: search.unit_id,
    limit: 100,
    ...(everybody
      ? {}
      : {
          poverty: criteria.poverty?.length ? criteria.poverty : undefined,
          need: criteria.needs?.length ? criteria.needs : undefined,
          legal_group: criteria.legal_groups?.length ? criteria.legal_groups : undefined,
          nothing_since_months: criteria.nothing_since_months ?? undefined,
          age_from: criteria.age_from ?? undefined,
          age_to: criteria.age_to ?? undefined,
        }),
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const [reserve, setReserve] = useState(false)
  const own = round.nominators.filter((one) => session.units.some((unit) => unit.id === one.unit_id))
  const [unit_id, setUnit] = useState<string | null>(own.length === 1 ? (own[0]?.unit_id ?? null) : null)
  const [overlaps, setOverlaps] = useState<{ items: Overlap[]; strict: boolean } | null>(null)
  const add = useVerb<Nominated, NominationCreate>(
    { texts: 'giving', stale: STALE },
    {
      done: 'nominated',
      quiet: true,
      call: (body, headers) => nominateChildren({ path: { round_id: round.id }, body, headers }),
      onDone: () => navigate({ to: '/gift-rounds/$roundId', params: { roundId: round.id } }),
    },
  )
  const send = (child_ids: string[], override_reason = '') =>
    add.mutate(
      { child_ids, unit_id, reason: reason.trim(), reserve, override_reason },
      {
        onError: (error) => {
          if (isProblem(error, 'overlapping_gift'))
            setOverlaps({
              items: (error.extra.overlaps ?? []) as Overlap[],
              strict: error.extra.strict === true,
            })
          else showProblem(error)
        },
      },
    )
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const all = rows.every((row) => chosen.has(row.id))
  const asked =
    Boolean(criteria.poverty?.length || criteria.needs?.length || criteria.legal_groups?.length) ||
    criteria.nothing_since_months ||
    criteria.age_from ||
    criteria.age_to
  return (
    <div className={parts.column}>
      <PageHeader
        title={t('nominate.title')}
        meta={
          <Link to="/gift-rounds/$roundId" params={{ roundId: round.id }}>
            {round.title}
          </Link>
        }
      />
      <p className={parts.quiet}>{t('nominate.lead')}</p>
      {may(session, 'child:read_all') && (
        <FilterBar
          filters={[{ key: 'unit_id', label: t('line.place'), options: units.places }]}
          narrowed={Boolean(search.unit_id)}
          onClear={() => update({ unit_id: undefined })}
        />
      )}
      {asked && (
        <Switch
          label={t('nominate.everybody')}
          checked={everybody}
          onChange={(event) => update({ everybody: event.currentTarget.checked ? 'true' : undefined })}
        />
      )}
      {pages.isPending && <CardsSkeleton cards={3} />}
      {pages.isError && rows.length === 0 && (
        <ErrorState error={pages.error} onRetry={() => pages.refetch()} />
      )}
      {pages.data && rows.length === 0 && (
        <EmptyState title={t('nominate.none')}>{t('nominate.noneHelp')}</EmptyState>
      )}
      {rows.length > 0 && (
        <Card component="section" aria-label={t('nominate.title')} className={parts.card}>
          <div className={classes.ways}>
            <Button
              variant="default"
              onClick={() => setChosen(all ? new Set() : new Set([...chosen, ...rows.map((row) => row.id)]))}
            >
              {all ? t('nominate.notAll') : t('nominate.all', { count: rows.length })}
            </Button>
          </div>
          <ul className={`${parts.plain} ${parts.dense}`}>
            {rows.map((child) => (
              <Candidate key={child.id} child={child} chosen={chosen.has(child.id)} onToggle={toggle} />
            ))}
          </ul>
        </Card>
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('common:list.more')}
        </Button>
      )}
      {chosen.size > 0 && (
        <div className={classes.chosen} role="status">
          <strong>{t('nominate.chosen', { count: chosen.size })}</strong>
          {own.length > 1 && (
            <Select
              aria-label={t('line.unit')}
              placeholder={t('line.unit')}
              data={own.map((one) => ({ value: one.unit_id, label: one.unit_name }))}
              value={unit_id}
              onChange={setUnit}
            />
          )}
          <TextInput
            className={classes.grow}
            aria-label={t('nominate.reason')}
            placeholder={t('nominate.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Switch
            label={t('nominate.reserve')}
            checked={reserve}
            onChange={(event) => setReserve(event.currentTarget.checked)}
          />
          <Button className={classes.send} loading={add.isPending} onClick={() => send([...chosen])}>
            {t('nominate.send', { count: chosen.size })}
          </Button>
        </div>
      )}
      {overlaps && (
        <OverlapDialog
          {...overlaps}
          busy={add.isPending}
          onWithout={() => {
            const out = new Set(overlaps.items.map((one) => one.child_id))
            setOverlaps(null)
            setChosen(new Set([...chosen].filter((id) => !out.has(id))))
          }}
          onAnyway={(why) => {
            const twice = new Set(
              overlaps.items.filter((one) => one.kind === 'in_this_round').map((one) => one.child_id),
            )
            setOverlaps(null)
            send(
              [...chosen].filter((id) => !twice.has(id)),
              why,
            )
          }}
          onClose={() => setOverlaps(null)}
        />
      )}
    </div>
  )
}

type CandidateProps = { child: ChildItem; chosen: boolean; onToggle: (id: string) => void }

/** Kept while others are ticked: a list of hundreds stays quick. */
const Candidate = memo(function Candidate({ child, chosen, onToggle }: CandidateProps) {
  const { t } = useTranslation(['giving', 'children'])
  return (
    <li className={parts.row}>
      <Checkbox
        checked={chosen}
        onChange={() => onToggle(child.id)}
        size="md"
        label={child.full_name}
        description={[
          t('nominate.born', { year: child.born_to.slice(0, 4) }),
          child.unit_name,
          child.class_name && t('children:class', { name: child.class_name }),
          child.poverty && t(`children:poverty.${child.poverty}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <span className={classes.last}>
        {child.last_received_on
          ? t('nominate.last', { day: formatDate(child.last_received_on) })
          : t('nominate.never')}
      </span>
    </li>
  )
})

type OverlapProps = {
  items: Overlap[]
  strict: boolean
  busy: boolean
  onWithout: () => void
  onAnyway: (reason: string) => void
  onClose: () => void
}

/** What speaks against the gift of each child: leave them out, or say why they get it all the same. */
function OverlapDialog({ items, strict, busy, onWithout, onAnyway, onClose }: OverlapProps) {
  const { t } = useTranslation('giving')
  const [why, setWhy] = useState('')
  const only = items.every((one) => one.kind === 'in_this_round')
  return (
    <AskDialog
      opened
      title={t('overlap.title', { count: new Set(items.map((one) => one.child_id)).size })}
      answer={
        <>
          <Button variant={strict || only ? 'filled' : 'default'} onClick={onWithout}>
            {t('overlap.without')}
          </Button>
          {!strict && !only && (
            <Button loading={busy} disabled={why.trim().length < 5} onClick={() => onAnyway(why.trim())}>
              {t('overlap.anyway')}
            </Button>
          )}
        </>
      }
      onClose={onClose}
    >
      <div className={parts.column}>
        <ul className={`${parts.plain} ${parts.dense}`}>
          {items.map((one, at) => (
            <li key={at} className={parts.row}>
              <strong>{one.name}</strong>
              <span>
                {t(`overlap.kind.${one.kind as 'in_this_round'}`)}
                {one.about && `: ${one.about}`}
              </span>
            </li>
          ))}
        </ul>
        {strict && <p className={parts.hint}>{t('overlap.strict')}</p>}
        {!strict && !only && (
          <TextInput
            label={t('overlap.why')}
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
      </div>
    </AskDialog>
  )
}
