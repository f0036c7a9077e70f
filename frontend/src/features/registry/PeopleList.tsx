import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonRead } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import { REGISTRY } from '@/lib/units'
import { usePages } from '@/lib/use-pages'
import { Chip } from '@/ui/Chip'
import { EmptyState } from '@/ui/EmptyState'
import { type Column, DataList } from '@/ui/list'
import { peopleQuery, personFits, UNIT_ROLES, WARD_ROLES } from './api'
import { PersonDialog } from './PersonDialog'
import classes from './registry.module.css'

export function PeopleList() {
  const { t } = useTranslation(['registry', 'common'])
  const session = useSession()
  const queryClient = useQueryClient()
  const { search } = useListSearch()
  const [opened, setOpened] = useState<string | null>(null)
  const people = useQuery(peopleQuery)
  const person = people.data?.items.find((one) => one.id === opened)
  const pages = usePages([...REGISTRY, 'people-list', search], async () => {
    const all = await queryClient.fetchQuery(peopleQuery)
    return { items: all.items.filter((one) => personFits(one, search)), total: all.total }
  })
  const columns: Column<PersonRead>[] = [
    { key: 'name', title: t('people.name'), render: (row) => row.full_name, card: 'heading' },
    { key: 'login', title: t('people.login'), render: (row) => row.login, width: 170 },
    { key: 'position', title: t('people.position'), render: (row) => row.position || '–' },
    {
      key: 'roles',
      title: t('people.roles'),
      card: 'note',
      render: (row) =>
        row.memberships.length + row.pending_roles.length > 0 ? (
          <ul className={classes.roles}>
            {row.memberships.map((one) => (
              <li key={one.id}>
                {t(`common:role.${one.role}`)}
                {one.unit_name && `, ${one.unit_name}`}
              </li>
            ))}
            {row.pending_roles.map((one) => (
              <li key={one.id} className={classes.quiet}>
                {[t(`common:role.${one.role}`), one.unit_name].filter(Boolean).join(', ')} ·{' '}
                {t('people.pending')}
              </li>
            ))}
          </ul>
        ) : (
          t('people.noRole')
        ),
    },
    {
      key: 'state',
      title: t('state.title'),
      card: 'state',
      render: (row) =>
        row.ended_at ? (
          <Chip shape="square">{t('state.ended')}</Chip>
        ) : (
          <Chip tone="ok">{t('state.working')}</Chip>
        ),
      width: 150,
    },
  ]
  if (may(session, 'person:write'))
    columns.push({
      key: 'edit',
      title: t('action.title'),
      // A colleague whose record isn't this reader's to change has no button.
      render: (row) =>
        row.allowed_actions.length > 0 && (
          <Button
            variant="default"
            onClick={() => setOpened(row.id)}
            aria-label={t('action.editOf', { name: row.full_name })}
          >
            {t('action.edit')}
          </Button>
        ),
      width: 110,
    })

  return (
    <>
      <DataList
        label={t('people.title')}
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        filters={[
          {
            key: 'role',
            label: t('people.role'),
            options: [...UNIT_ROLES, ...WARD_ROLES].map((role) => ({
              value: role,
              label: t(`common:role.${role}`),
            })),
          },
          {
            key: 'state',
            label: t('state.title'),
            options: [
              { value: 'working', label: t('state.working') },
              { value: 'ended', label: t('state.ended') },
            ],
          },
        ]}
        exportHref="/api/v1/people/export"
        empty={<EmptyState title={t('people.empty')}>{t('people.emptyHint')}</EmptyState>}
      />
      {person && <PersonDialog key={person.version} person={person} onClose={() => setOpened(null)} />}
    </>
  )
}
