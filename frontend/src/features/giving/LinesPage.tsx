import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LineItem, RoundRead } from '@/client'
import { addressOf } from '@/lib/list-query'
import { useListSearch } from '@/lib/list-search'
import { useUnits } from '@/lib/use-units'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Money } from '@/ui/values'
import { useLines } from './api'
import classes from './Giving.module.css'
import { OneRound } from './OneRound'
import { rounds } from './record'
import { LINE_STATES } from './words'

/** The list of a round: each child with what they received before. */
export default function LinesPage() {
  return <OneRound>{(round) => <Lines round={round} />}</OneRound>
}

function Lines({ round }: { round: RoundRead }) {
  const { t } = useTranslation(['giving', 'common'])
  const { search } = useListSearch()
  const units = useUnits('gift_round:correct')
  const usual = useUsual()
  const pages = useLines(round.id, search)
  const columns: Column<LineItem>[] = [
    { key: 'number', title: t('line.number'), render: (row) => row.number, width: 76, sortable: 'asc' },
    {
      key: 'name',
      title: t('line.name'),
      render: (row) => row.shown_name,
      card: 'heading',
      sortable: 'asc',
    },
    { key: 'unit', title: t('line.unitShort'), render: (row) => row.unit_name, width: 140 },
    {
      key: 'before',
      title: t('line.before'),
      render: (row) =>
        row.received_12_months === null ? (
          '–'
        ) : row.received_12_months > 0 ? (
          <>
            {t('line.times', { count: row.received_12_months })}, <Money value={row.received_amount ?? 0} />
          </>
        ) : (
          t('line.nothing')
        ),
      width: 150,
    },
    {
      key: 'reason',
      title: t('line.reason'),
      render: (row) => (
        <>
          {row.fall_reason || row.reason || '–'}
          {row.override_reason && (
            <span className={classes.below}>{t('line.override', { reason: row.override_reason })}</span>
          )}
          {row.suspended_reason && (
            <span className={classes.below}>{t('line.suspended', { reason: row.suspended_reason })}</span>
          )}
        </>
      ),
      width: 190,
    },
    {
      key: 'amount',
      title: t('line.amount'),
      render: (row) => <Money value={row.amount} />,
      width: 120,
      align: 'right',
    },
    {
      ...usual.state,
      width: 130,
      render: (row) =>
        usual.state.render({ state: row.reserve && row.state === 'nominated' ? 'reserve' : row.state }),
    },
  ]
  const filters: Filter[] = [
    usual.states(LINE_STATES),
    ...usual.units(units),
    ...usual.unitView(units),
    { key: 'place_unit_id', label: t('line.place'), options: units.places, rare: true },
    {
      key: 'to_superior',
      label: t('line.toSuperior'),
      options: [{ value: 'true', label: t('line.toSuperior') }],
      rare: true,
    },
  ]
  const params = { roundId: round.id }
  const add = round.allowed_actions.includes('nominate') && (
    <LinkButton to="/gift-rounds/$roundId/nominate" params={params}>
      {t('next.nominate')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={t('line.list')}
        meta={
          <Link to="/gift-rounds/$roundId" params={params}>
            {round.title}
          </Link>
        }
        action={add}
      />
      <DataList
        label={t('line.list')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/gift-lines/${row.id}`}
        filters={filters}
        exportHref={addressOf(`${rounds.address}/${round.id}/lines/export`, {
          ...search,
          state: search.state?.split(','),
          purpose: t('line.purpose', { title: round.title }).slice(0, 300),
        })}
        empty={
          <EmptyState title={t('line.empty')} action={add}>
            {t('line.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
