import { useTranslation } from 'react-i18next'
import type { RoundItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { DueGifts } from '@/ui/DueGifts'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { DateText, Money } from '@/ui/values'
import classes from './Giving.module.css'
import { rounds } from './record'
import { KINDS, OCCASIONS, ROUND_STATES } from './words'

/** "Tặng quà": rounds that the person has a part in; the numbers are of the children that they see. */
export default function RoundsPage() {
  const { t } = useTranslation(['giving', 'common'])
  const session = useSession()
  const units = useUnits('gift_round:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = rounds.useList(search)
  const columns: Column<RoundItem>[] = [
    { key: 'title', title: t('round.title'), render: (row) => row.title, card: 'heading' },
    { key: 'kind', title: t('round.kind'), render: (row) => t(`kind.${row.kind}`), width: 120 },
    { key: 'when', title: t('round.day'), render: (row) => <DateText value={row.begins_on} />, width: 120 },
    {
      key: 'given',
      title: t('round.given'),
      render: (row) => t('round.givenOf', { given: row.delivered, lines: row.lines }),
      width: 120,
    },
    {
      key: 'amount',
      title: t('round.givenAmount'),
      render: (row) => <Money value={row.delivered_amount} />,
      width: 140,
      align: 'right',
    },
    { ...usual.state, width: 190 },
  ]
  const filters: Filter[] = [
    {
      key: 'kind',
      label: t('round.kind'),
      options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    usual.states(ROUND_STATES),
    {
      key: 'occasion',
      label: t('round.occasion'),
      options: OCCASIONS.map((value) => ({ value, label: t(`occasion.${value}`) })),
      rare: true,
    },
    ...usual.units(units),
    ...usual.unitView(units),
    ...usual.days,
  ]
  const write = may(session, 'gift_round:write') && (
    <LinkButton to="/gift-rounds/new">{t('round.new')}</LinkButton>
  )
  return (
    <>
      <PageHeader title={t('round.list')} action={write} />
      <Rooms of="/gift-rounds" />
      <div className={classes.above}>
        <DueGifts />
      </div>
      <DataList
        label={t('round.list')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/gift-rounds/${row.id}`}
        filters={filters}
        empty={
          <EmptyState title={t('round.empty')} action={write}>
            {t('round.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
