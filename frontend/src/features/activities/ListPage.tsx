import { useTranslation } from 'react-i18next'
import type { ActivityItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { formatWhen } from '@/lib/when'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { SheetImport } from '@/ui/SheetImport'
import { NumberText } from '@/ui/values'
import { activities } from './record'
import { AREAS, STATES } from './words'

export default function ListPage() {
  const { t } = useTranslation(['activities', 'common'])
  const session = useSession()
  const units = useUnits('activity:correct')
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = activities.useList(search)
  const columns: Column<ActivityItem>[] = [
    { key: 'title', title: t('column.title'), render: (row) => row.title, card: 'heading' },
    {
      key: 'area',
      title: t('column.area'),
      render: (row) => t(`area.${row.area}`),
      width: 120,
    },
    { key: 'when', title: t('column.when'), render: formatWhen, width: 150 },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, width: 130 },
    {
      key: 'place',
      title: t('column.place'),
      render: (row) => [row.venue, row.place_unit_name].filter(Boolean).join(', ') || '–',
      width: 150,
    },
    {
      key: 'children',
      title: t('column.children'),
      render: (row) => <NumberText value={row.children} />,
      align: 'right',
      width: 72,
    },
    usual.state,
  ]
  const filters: Filter[] = [
    {
      key: 'area',
      label: t('column.area'),
      options: AREAS.map((area) => ({ value: area, label: t(`area.${area}`) })),
    },
    usual.states(STATES),
    ...usual.units(units),
    ...usual.unitView(units),
    ...usual.days,
  ]
  const write = may(session, 'activity:write') && (
    <LinkButton to="/activities/new">{t('list.new')}</LinkButton>
  )
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={write}
        more={
          write && (
            <>
              <SheetImport address={activities.address} />
              <LinkButton variant="default" to="/activities/copy-period">
                {t('copyPeriod.open')}
              </LinkButton>
              {may(session, 'activity:correct') && (
                <LinkButton variant="default" to="/activities/series">
                  {t('list.series')}
                </LinkButton>
              )}
            </>
          )
        }
      />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/activities/${row.id}`}
        filters={filters}
        exportHref={activities.exportHref(search)}
        empty={
          <EmptyState title={t('list.empty')} action={write}>
            {t('list.emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}
