import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildItem } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { EmptyState } from '@/ui/EmptyState'
import { LinkButton } from '@/ui/LinkButton'
import { type Column, DataList } from '@/ui/list'
import { PageHeader } from '@/ui/PageHeader'
import { StateChip } from '@/ui/StateChip'
import { duplicatesQuery } from './api'
import { birthOf } from './birth'
import { ExportDialog } from './ExportDialog'
import classes from './Import.module.css'
import { Marks } from './Marks'
import { MoveBar } from './MoveBar'
import { children } from './record'
import { useChildWords } from './use-child-words'
import { ofOneKhuPho, useFilters } from './use-filters'
import { keepsRegister } from './words'

export default function ListPage() {
  const { t } = useTranslation(['children', 'common'])
  const session = useSession()
  const { search } = useListSearch()
  const pages = children.useList(search)
  const [asking, setAsking] = useState(false)
  /** Who shall move to another khu phố; null while nobody is chosen for it. */
  const [moving, setMoving] = useState<ReadonlySet<string> | null>(null)
  const words = useChildWords()
  const kinds = session.units.map((unit) => unit.kind)
  const correct = may(session, 'child:correct')
  const keeps = may(session, 'child:write') && keepsRegister(kinds, correct)
  const everywhere = search.presence !== undefined && search.presence !== 'here'

  const columns: Column<ChildItem>[] = [
    {
      key: 'name',
      title: t('column.name'),
      render: (row) => row.full_name,
      card: 'heading',
      sortable: 'asc',
    },
    {
      key: 'birth',
      title: t('column.birth'),
      render: (row) => words.born(birthOf(row)),
      width: 170,
    },
    {
      key: 'school',
      title: t('column.school'),
      render: (row) =>
        [row.school_name, row.class_name && t('class', { name: row.class_name })]
          .filter(Boolean)
          .join(', ') || '–',
      width: 170,
    },
    {
      key: 'marks',
      title: t('column.marks'),
      render: (row) => <Marks child={row} />,
      card: 'note',
      width: 190,
    },
  ]
  if (!ofOneKhuPho(session) || search.units === 'then')
    columns.splice(2, 0, { key: 'unit', title: t('column.unit'), render: (row) => row.unit_name, width: 110 })
  if (everywhere)
    columns.push({
      key: 'presence',
      title: t('column.presence'),
      render: (row) => <StateChip state={row.presence} />,
      card: 'state',
      width: 160,
    })
  if (moving)
    columns.unshift({
      key: 'choose',
      title: t('move.choose'),
      render: (row) => (
        <Checkbox
          className={classes.choose}
          aria-label={t('move.chooseOne', { name: row.full_name })}
          checked={moving.has(row.id)}
          disabled={row.presence !== 'here' && row.presence !== 'aged_out'}
          onChange={() => {
            const next = new Set(moving)
            if (!next.delete(row.id)) next.add(row.id)
            setMoving(next)
          }}
          size="md"
        />
      ),
      card: 'state',
      width: 70,
    })
  const write = keeps && <LinkButton to="/children/new">{t('list.new')}</LinkButton>
  return (
    <>
      <PageHeader
        title={t('list.title')}
        action={write}
        secondary={correct && <DuplicatesLink />}
        more={
          <>
            <LinkButton variant="default" to="/children/look-up">
              {t('lookUp.title')}
            </LinkButton>
            {correct && (
              <Button variant="default" onClick={() => setMoving(new Set())}>
                {t('move.title')}
              </Button>
            )}
            {keeps && (
              <LinkButton variant="default" to="/children/import">
                {t('import.open')}
              </LinkButton>
            )}
          </>
        }
      />
      <DataList
        label={t('list.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        rowHref={(row) => `/children/${row.id}`}
        filters={useFilters()}
        onExport={() => setAsking(true)}
        empty={
          <EmptyState title={t('list.empty')} action={write}>
            {t(keeps ? 'list.emptyHint' : 'list.emptyElse')}
          </EmptyState>
        }
      />
      {moving && (
        <MoveBar
          chosen={moving}
          onAll={() =>
            setMoving(
              new Set(
                pages.data?.pages.flatMap((page) =>
                  page.items
                    .filter((row) => row.presence === 'here' || row.presence === 'aged_out')
                    .map((row) => row.id),
                ),
              ),
            )
          }
          onClose={() => setMoving(null)}
        />
      )}
      {asking && <ExportDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function DuplicatesLink() {
  const { t } = useTranslation('children')
  const pairs = useQuery(duplicatesQuery).data?.items.length ?? 0
  if (pairs === 0) return null
  return (
    <LinkButton variant="default" to="/children/duplicates">
      {t('list.duplicates', { count: pairs })}
    </LinkButton>
  )
}
