import { useTranslation } from 'react-i18next'
import type { HazardItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { Deadline } from '@/ui/Deadline'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { SheetImport } from '@/ui/SheetImport'
import { RiskChip } from './RiskChip'
import { hazards } from './record'
import { useFilters } from './use-filters'

/** "Điểm nguy hiểm": where a child may be hurt, who sees to it until when. */
export default function ListPage() {
  const { t } = useTranslation(['hazards', 'common'])
  const session = useSession()
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = hazards.useList(search)
  const filters = useFilters()
  const columns: Column<HazardItem>[] = [
    { key: 'title', title: t('column.title'), render: (row) => row.title, card: 'heading' },
    { key: 'kind', title: t('column.kind'), render: (row) => t(`kind.${row.kind}`), width: 150 },
    { key: 'risk', title: t('column.risk'), render: (row) => <RiskChip risk={row.risk} />, width: 120 },
    { key: 'place', title: t('column.place'), render: (row) => row.place_unit_name ?? '–', width: 150 },
    {
      key: 'due',
      title: t('column.due'),
      render: (row) => (row.due_on ? <Deadline due={row.due_on} inclusive stacked /> : '–'),
      width: 168,
    },
    { ...usual.state, width: 176 },
  ]
  const write = may(session, 'hazard:write') && <LinkButton to="/hazards/new">{t('list.new')}</LinkButton>
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={write}
        more={write && <SheetImport address={hazards.address} />}
      />
      <Rooms of="/hazards" />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/hazards/${row.id}`}
        filters={filters}
        exportHref={hazards.exportHref(search)}
        empty={
          <EmptyState title={t('list.empty')} action={write}>
            {t('list.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
