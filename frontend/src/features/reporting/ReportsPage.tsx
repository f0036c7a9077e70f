import { useTranslation } from 'react-i18next'
import type { ReportRoundItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, type Filter, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { Rooms } from '@/ui/Rooms'
import { reportRounds } from './record'
import { dueWords, ROUND_STATES } from './words'

/** "Báo cáo": what is asked for until when; a unit's people go straight to their own report. */
export default function ReportsPage() {
  const { t } = useTranslation(['reporting', 'common'])
  const session = useSession()
  const usual = useUsual()
  const { search } = useListSearch()
  const pages = reportRounds.useList(search)
  const manages = may(session, 'report:manage')
  const columns: Column<ReportRoundItem>[] = [
    { key: 'title', title: t('round.title'), render: (row) => row.title, card: 'heading' },
    { key: 'kind', title: t('round.kind'), render: (row) => t(`kind.${row.kind}`), width: 170 },
    { key: 'due', title: t('round.due'), render: (row) => dueWords(row.due_at), width: 190 },
    {
      key: 'answered',
      title: t('round.answered'),
      render: ({ counts, state }) => (
        <>
          {t('round.answeredOf', { answered: counts.answered, asked: counts.asked })}{' '}
          {counts.late > 0 && state === 'open' && (
            <Chip tone="bad" shape="square">
              {t('round.late', { count: counts.late })}
            </Chip>
          )}
        </>
      ),
      width: 190,
    },
    { ...usual.state, width: 130 },
  ]
  const filters: Filter[] = [usual.states(ROUND_STATES)]
  const open = manages && <LinkButton to="/reports/new">{t('round.new')}</LinkButton>
  return (
    <>
      <PageHeader title={t('reports')} action={open} />
      <Rooms of="/reports" />
      <DataList
        label={t('reports')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={({ id, answer_ids: [own, ...others] }) =>
          own && others.length === 0 && !manages ? `/reports/answers/${own}` : `/reports/${id}`
        }
        filters={filters}
        empty={
          <EmptyState title={t('round.empty')} action={open}>
            {t(manages ? 'round.emptyHint' : 'round.emptyUnit')}
          </EmptyState>
        }
      />
    </>
  )
}
