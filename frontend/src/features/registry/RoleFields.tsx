import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@/client'
import { useSession } from '@/lib/session'
import { unitsQuery } from '@/lib/units'
import { UNIT_ROLES, WARD_ROLES } from './api'

export type RoleChoice = { role: Role; unit_id: string | null }

export const isUnitRole = (role: Role) => UNIT_ROLES.includes(role)

type Props = {
  /** Id of a field, and what is wrong with it. */
  field: (name: keyof RoleChoice) => { id: string; error?: ReactNode }
  value: RoleChoice
  onChange: (value: RoleChoice) => void
}

/** A role and, where the role is held in one, its unit. */
export function RoleFields({ field, value, onChange }: Props) {
  const { t } = useTranslation(['registry', 'common'])
  const units = useQuery(unitsQuery)
  const { gives_roles } = useSession()
  const options = (roles: Role[]) =>
    roles
      .filter((role) => gives_roles.includes(role))
      .map((role) => ({ value: role, label: t(`common:role.${role}`) }))
  return (
    <>
      <Select
        id={field('role').id}
        error={field('role').error}
        label={t('people.role')}
        data={[
          { group: t('people.unitRoles'), items: options(UNIT_ROLES) },
          { group: t('people.wardRoles'), items: options(WARD_ROLES) },
        ].filter((group) => group.items.length > 0)}
        value={value.role}
        onChange={(role) =>
          role && onChange({ role: role as Role, unit_id: isUnitRole(role as Role) ? value.unit_id : null })
        }
        allowDeselect={false}
      />
      {isUnitRole(value.role) && (
        <Select
          id={field('unit_id').id}
          error={field('unit_id').error}
          label={t('people.unit')}
          data={(units.data?.items ?? [])
            .filter((unit) => !unit.closed_at)
            .map((unit) => ({ value: unit.id, label: unit.name }))}
          value={value.unit_id}
          onChange={(unit_id) => onChange({ role: value.role, unit_id })}
          searchable
          nothingFoundMessage={t('common:list.nothingFound')}
          required
        />
      )}
    </>
  )
}
