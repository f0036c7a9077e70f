import { useTranslation } from 'react-i18next'
import { listWards, type WardItem } from '@/client'
import { unwrap } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { usePages } from '@/lib/use-pages'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { ADMIN, holds } from './api'

export function WardList() {
  const { t } = useTranslation('registry')
  const { search } = useListSearch()
  const pages = usePages([...ADMIN, 'wards', search.q], async (_, signal) => {
    const all = await listWards({ signal }).then(unwrap)
    return {
      ...all,
      items: all.items.filter((ward) => holds([ward.code, ward.name, ward.province], search.q)),
    }
  })
  const columns: Column<WardItem>[] = [
    {
      key: 'code',
      title: t('admin.code'),
      render: (row) => <span className="figure">{row.code}</span>,
      width: 100,
    },
    { key: 'name', title: t('admin.name'), render: (row) => row.name, card: 'heading' },
    { key: 'province', title: t('admin.province'), render: (row) => row.province },
    {
      key: 'state',
      title: t('state.title'),
      card: 'state',
      render: (row) =>
        row.closed_at ? (
          <Chip shape="square">{t('admin.isClosed')}</Chip>
        ) : (
          <Chip tone="ok">{t('admin.isOpen')}</Chip>
        ),
      width: 170,
    },
  ]
  return (
    <DataList
      label={t('admin.wards')}
      pages={pages}
      columns={columns}
      rowId={(row) => String(row.id)}
      empty={<EmptyState title={t('admin.noWards')}>{t('admin.noWardsHint')}</EmptyState>}
    />
  )
}
