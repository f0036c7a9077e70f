import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitRead } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { REGISTRY, UNIT_KINDS, unitsQuery } from '@/lib/units'
import { usePages } from '@/lib/use-pages'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { NumberText } from '@/ui/values'
import { unitFits } from './api'
import classes from './registry.module.css'
import { UnitChanges } from './UnitChanges'
import { UnitDialog } from './UnitDialog'

export function UnitList() {
  const { t } = useTranslation(['registry', 'common'])
  const session = useSession()
  const queryClient = useQueryClient()
  const { search } = useListSearch()
  const [opened, setOpened] = useState<UnitRead | null>(null)
  const pages = usePages([...REGISTRY, 'unit-list', search], async () => {
    const all = await queryClient.fetchQuery(unitsQuery)
    const exist = all.items.filter((unit) => !unit.to_on)
    return { items: exist.filter((unit) => unitFits(unit, search)), total: exist.length }
  })
  const columns: Column<UnitRead>[] = [
    { key: 'name', title: t('units.name'), render: (row) => row.name, card: 'heading' },
    { key: 'kind', title: t('units.kind'), render: (row) => t(`kind.${row.kind}`), card: 'note', width: 190 },
    {
      key: 'aliases',
      title: t('units.aliases'),
      render: (row) => <span className={classes.aliases}>{row.aliases.join('; ') || '–'}</span>,
    },
    {
      key: 'people',
      title: t('units.people'),
      render: (row) => <NumberText value={row.people} />,
      align: 'right',
      width: 110,
    },
    {
      key: 'state',
      title: t('state.title'),
      card: 'state',
      render: (row) =>
        row.closed_at ? (
          <Chip shape="square">{t('state.closed')}</Chip>
        ) : (
          <Chip tone="ok">{t('state.open')}</Chip>
        ),
      width: 160,
    },
  ]
  if (may(session, 'unit:write'))
    columns.push({
      key: 'edit',
      title: t('action.title'),
      render: (row) => (
        <Button
          variant="default"
          onClick={() => setOpened(row)}
          aria-label={t('action.editOf', { name: row.name })}
        >
          {t('action.edit')}
        </Button>
      ),
      width: 110,
    })

  return (
    <>
      <DataList
        label={t('units.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        filters={[
          {
            key: 'kind',
            label: t('units.kind'),
            options: UNIT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
          },
          {
            key: 'state',
            label: t('state.title'),
            options: [
              { value: 'open', label: t('state.open') },
              { value: 'closed', label: t('state.closed') },
            ],
          },
        ]}
        exportHref="/api/v1/units/export"
        empty={<EmptyState title={t('units.empty')}>{t('units.emptyHint')}</EmptyState>}
      />
      <UnitChanges />
      {opened && <UnitDialog unit={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
