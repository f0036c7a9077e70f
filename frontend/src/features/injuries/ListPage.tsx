import { useTranslation } from 'react-i18next'
import type { InjuryItem } from '@/client'
import { formatDate } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { SheetImport } from '@/ui/SheetImport'
import { injuries } from './record'
import { AGES, CARES, CAUSES, OUTCOMES, STATES } from './words'

/** "Tai nạn thương tích": who was hurt how, without a name. */
export default function ListPage() {
  const { t } = useTranslation(['injuries', 'common'])
  const session = useSession()
  const units = useUnits('injury:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = injuries.useList(search)
  const columns: Column<InjuryItem>[] = [
    { key: 'cause', title: t('column.cause'), render: (row) => t(`cause.${row.cause}`), card: 'heading' },
    { key: 'day', title: t('column.happened_on'), render: (row) => formatDate(row.happened_on), width: 110 },
    {
      key: 'who',
      title: t('column.who'),
      render: (row) => `${t(`sex.${row.sex}`)}, ${t(`age.${row.age_band}`)}`,
      width: 160,
    },
    { key: 'outcome', title: t('column.outcome'), render: (row) => t(`outcome.${row.outcome}`), width: 170 },
    { key: 'place', title: t('column.place'), render: (row) => row.place_unit_name ?? '–', width: 150 },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, width: 160 },
    usual.state,
  ]
  const filters: Filter[] = [
    {
      key: 'cause',
      label: t('column.cause'),
      options: CAUSES.map((value) => ({ value, label: t(`cause.${value}`) })),
    },
    {
      key: 'outcome',
      label: t('column.outcome'),
      options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
    },
    {
      key: 'age_band',
      label: t('form.age_band'),
      options: AGES.map((value) => ({ value, label: t(`age.${value}`) })),
      rare: true,
    },
    {
      key: 'care',
      label: t('form.care'),
      options: CARES.map((value) => ({ value, label: t(`care.${value}`) })),
      rare: true,
    },
    usual.states(STATES),
    ...usual.units(units),
    ...usual.unitView(units),
    ...usual.days,
  ]
  const write = may(session, 'injury:write') && <LinkButton to="/injuries/new">{t('list.new')}</LinkButton>
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={write}
        more={write && <SheetImport address={injuries.address} />}
      />
      <Rooms of="/hazards" />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/injuries/${row.id}`}
        filters={filters}
        exportHref={injuries.exportHref(search)}
        empty={
          <EmptyState title={t('list.empty')} action={write}>
            {t('list.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
