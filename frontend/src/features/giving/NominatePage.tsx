import { Button, Card, Checkbox, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoundRead } from '@/client'
import { formatDate } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { LinkButton } from '@/ui/LinkButton'
import { FilterBar } from '@/ui/list/FilterBar'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { CardsSkeleton } from '@/ui/Skeletons'
import { type Candidate, useCandidates } from './api'
import classes from './Giving.module.css'
import { Nomination } from './Nomination'
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

function Nominate({ round }: { round: RoundRead }) {
  const { t } = useTranslation(['giving', 'children', 'common'])
  const { search, update } = useListSearch()
  const session = useSession()
  const units = useUnits('gift_round:correct')
  const criteria = round.criteria
  const everybody = search.everybody === 'true'
  const pages = useCandidates(round.id, {
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
  const free = rows.filter((row) => !row.listed)
  const all = free.every((row) => chosen.has(row.id))
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
        action={
          <LinkButton variant="default" to="/gift-rounds/$roundId/match" params={{ roundId: round.id }}>
            {t('match.open')}
          </LinkButton>
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
          {free.length > 0 && (
            <div className={classes.ways}>
              <Button
                variant="default"
                onClick={() =>
                  setChosen(all ? new Set() : new Set([...chosen, ...free.map((row) => row.id)]))
                }
              >
                {all ? t('nominate.notAll') : t('nominate.all', { count: free.length })}
              </Button>
            </div>
          )}
          <ul className={`${parts.plain} ${parts.dense}`}>
            {rows.map((child) => (
              <Row key={child.id} child={child} chosen={chosen.has(child.id)} onToggle={toggle} />
            ))}
          </ul>
        </Card>
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('common:list.more')}
        </Button>
      )}
      <Nomination
        round={round}
        child_ids={[...chosen]}
        onOut={(ids) => setChosen(new Set([...chosen].filter((id) => !ids.has(id))))}
      />
    </div>
  )
}

type RowProps = { child: Candidate; chosen: boolean; onToggle: (id: string) => void }

/** Kept while others are ticked: a list of hundreds stays quick. */
const Row = memo(function Row({ child, chosen, onToggle }: RowProps) {
  const { t } = useTranslation(['giving', 'children'])
  return (
    <li className={parts.row}>
      <Checkbox
        checked={chosen || child.listed}
        disabled={child.listed}
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
        {child.listed ? (
          <Chip>{t('nominate.listed')}</Chip>
        ) : child.last_received_on ? (
          t('nominate.last', { day: formatDate(child.last_received_on) })
        ) : (
          t('nominate.never')
        )}
      </span>
    </li>
  )
})
