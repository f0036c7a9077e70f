import { useTranslation } from 'react-i18next'
import type { CommunicationItem } from '@/client'
import { formatDate, formatInstant, formatNumber } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { dayOf } from '@/lib/when'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { SheetImport } from '@/ui/SheetImport'
import { events } from './record'
import { KINDS, mainFigure, STATES, TOPICS } from './words'

/** A banner has a day, all else an hour too. */
const whenOf = (row: CommunicationItem) =>
  row.kind === 'banner' ? formatDate(row.put_up_on ?? dayOf(row.starts_at)) : formatInstant(row.starts_at)

/** "Truyền thông": what was said, hung up, played and posted for children. */
export default function ListPage() {
  const { t } = useTranslation(['communications', 'common'])
  const session = useSession()
  const units = useUnits('communication:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = events.useList(search)
  const figure = (row: CommunicationItem) => {
    const main = mainFigure(row)
    return main ? t(`figure.${main.key}`, { count: main.value, shown: formatNumber(main.value) }) : '–'
  }
  const columns: Column<CommunicationItem>[] = [
    { key: 'title', title: t('column.title'), render: (row) => row.title, card: 'heading' },
    { key: 'kind', title: t('column.kind'), render: (row) => t(`kind.${row.kind}`), width: 130 },
    { key: 'when', title: t('column.when'), render: whenOf, width: 120 },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, width: 150 },
    {
      key: 'place',
      title: t('column.place'),
      render: (row) => [row.place, row.place_unit_name].filter(Boolean).join(', ') || '–',
      width: 150,
    },
    { key: 'figure', title: t('column.figure'), render: figure, width: 110 },
    usual.state,
  ]
  const filters: Filter[] = [
    {
      key: 'kind',
      label: t('column.kind'),
      options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    usual.states(STATES),
    {
      key: 'topic',
      label: t('form.topics'),
      options: TOPICS.map((value) => ({ value, label: t(`topic.${value}`) })),
    },
    ...usual.units(units),
    ...usual.unitView(units),
    ...usual.days,
  ]
  const write = may(session, 'communication:write') && (
    <LinkButton to="/communications/new">{t('list.new')}</LinkButton>
  )
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={write}
        more={write && <SheetImport address={events.address} />}
      />
      <Rooms of="/communications" />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/communications/${row.id}`}
        filters={filters}
        exportHref={events.exportHref(search)}
        empty={
          <EmptyState title={t('list.empty')} action={write}>
            {t('list.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
