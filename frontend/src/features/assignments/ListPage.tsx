import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AssignmentItem } from '@/client'
import { namesOf, useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { TASK_KINDS } from '@/lib/task-kinds'
import { useUnits } from '@/lib/use-units'
import { Chip } from '@/ui/Chip'
import { Deadline } from '@/ui/Deadline'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList, useUsual } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { StateChip } from '@/ui/StateChip'
import { assignments, FILTERS } from './record'
import { dueOf, STATES } from './words'

/** Views that people come back to; the address holds them, so that they can be kept as bookmarks. */
const VIEWS = [
  { key: 'all', search: {} },
  { key: 'overdue', search: { overdue: 'true' } },
  { key: 'waiting', search: { state: 'submitted', sort: 'submitted' } },
  { key: 'returned', search: { state: 'returned' } },
  { key: 'mine', search: { mine: 'true' } },
] as const

export default function ListPage() {
  const { t } = useTranslation(['assignments', 'common'])
  const session = useSession()
  const usual = useUsual()
  const units = useUnits()
  const { search } = useListSearch()
  const pages = assignments.useList(search)
  const columns: Column<AssignmentItem>[] = [
    { key: 'number', title: t('column.number'), render: (row) => row.number, card: 'none', width: 76 },
    { key: 'text', title: t('column.text'), render: (row) => row.text, card: 'heading' },
    { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, sortable: 'asc', width: 210 },
    {
      key: 'due',
      title: t('column.due'),
      render: (row) => (
        <Deadline {...dueOf(row)} settled={row.state === 'submitted' || row.state === 'accepted'} />
      ),
      sortable: 'asc',
      width: 230,
    },
    {
      key: 'state',
      title: t('common:list.state'),
      card: 'state',
      render: (row) => (
        <Group gap={6}>
          <StateChip state={row.state} />
          {row.late && (
            <Chip tone="bad" shape="triangle">
              {t('late')}
            </Chip>
          )}
        </Group>
      ),
      width: 170,
    },
  ]
  const views = VIEWS.filter((view) => view.key !== 'mine' || session.units.length > 0)
  const shown = (view: (typeof VIEWS)[number]) =>
    namesOf(FILTERS).every(
      (name) => (search[name] ?? '') === ((view.search as Record<string, string>)[name] ?? ''),
    )
  return (
    <>
      <PageHeader title={t('list.title')} />
      <Group component="nav" gap={8} mb="md" aria-label={t('list.views')} className="no-print">
        {views.map((view) => (
          <LinkButton
            key={view.key}
            to="/assignments"
            search={view.search}
            variant={shown(view) ? 'light' : 'default'}
            aria-current={shown(view) ? 'page' : undefined}
          >
            {t(`list.view.${view.key}`)}
          </LinkButton>
        ))}
      </Group>
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/assignments/${row.id}`}
        filters={[
          usual.states(STATES),
          ...usual.unitView(units),
          {
            key: 'kind',
            label: t('column.kind'),
            options: TASK_KINDS.map((kind) => ({ value: kind, label: t(`common:taskKind.${kind}`) })),
          },
        ]}
        exportHref={may(session, 'assignment:export') ? assignments.exportHref(search) : undefined}
        empty={<EmptyState title={t('list.empty')}>{t('list.emptyHint')}</EmptyState>}
      />
    </>
  )
}
