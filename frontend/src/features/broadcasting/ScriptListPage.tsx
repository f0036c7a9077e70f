import { useTranslation } from 'react-i18next'
import type { ScriptItem } from '@/client'
import { formatInstant, formatNumber } from '@/lib/format'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { scripts } from './record'
import { usePace } from './ScriptEditor'
import { SlotList } from './SlotList'
import { readingTime } from './words'

const STATES = ['draft', 'submitted', 'returned', 'approved'] as const

/** Loudspeaker scripts, and what the loudspeakers play around today. */
export default function ScriptListPage() {
  const { t } = useTranslation(['broadcasting', 'common'])
  const session = useSession()
  const usual = useUsual()
  const { search } = useListSearch()
  const { pace } = usePace()
  const pages = scripts.useList(search)
  const columns: Column<ScriptItem>[] = [
    { key: 'title', title: t('script.title'), render: (row) => row.title, card: 'heading' },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, width: 200 },
    {
      key: 'words',
      title: t('script.words'),
      render: (row) => formatNumber(row.words),
      align: 'right',
      width: 80,
    },
    {
      key: 'time',
      title: t('script.readingTime'),
      render: (row) => readingTime(row.words, pace),
      align: 'right',
      width: 110,
    },
    { key: 'saved', title: t('script.saved'), render: (row) => formatInstant(row.saved_at), width: 150 },
    { ...usual.state, width: 140 },
  ]
  const write = may(session, 'communication:write') && (
    <LinkButton to="/communications/scripts/new">{t('script.new')}</LinkButton>
  )
  return (
    <>
      <PageHeader title={t('common:room.scripts')} action={write} />
      <Rooms of="/communications" />
      <DataList
        label={t('common:room.scripts')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/communications/scripts/${row.id}`}
        filters={[usual.states(STATES)]}
        exportHref={scripts.exportHref(search, { words_per_minute: pace })}
        empty={
          <EmptyState title={t('script.empty')} action={write}>
            {t('script.emptyHint')}
          </EmptyState>
        }
      />
      <SlotList />
    </>
  )
}
