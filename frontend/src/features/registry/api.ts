/** Readings of units and people; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  listApprovals,
  listPeople,
  listUnitChanges,
  type PersonRead,
  type Role,
  type UnitRead,
} from '@/client'
import { unwrap } from '@/lib/api'
import type { ListSearch } from '@/lib/list-search'
import { REGISTRY } from '@/lib/units'
import { withoutMarks } from '@/lib/without-marks'

/** Roles that are held in a unit. */
export const UNIT_ROLES: Role[] = ['unit_lead', 'unit_member', 'child_protection_officer', 'culture_officer']

/** Roles that are held in the ward as a whole. */
export const WARD_ROLES: Role[] = ['ward_officer', 'ward_lead', 'superior_viewer']

/** Everything of the system administrator begins with this key. */
export const ADMIN = ['admin'] as const

export const peopleQuery = queryOptions({
  queryKey: [...REGISTRY, 'people'],
  queryFn: ({ signal }) => listPeople({ signal }).then(unwrap),
})

export const unitChangesQuery = queryOptions({
  queryKey: [...REGISTRY, 'unit-changes'],
  queryFn: ({ signal }) => listUnitChanges({ signal }).then(unwrap),
})

export const approvalsQuery = queryOptions({
  queryKey: [...REGISTRY, 'approvals'],
  queryFn: ({ signal }) => listApprovals({ signal }).then(unwrap),
})

/** "Đường số 2" → "duong so 2": people search without signs. */
const folded = (text: string) => withoutMarks(text).toLowerCase()

export const holds = (texts: string[], words = '') => {
  const text = folded(texts.join(' '))
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A ward's registry is short and comes whole, so the list is narrowed here. */
export const unitFits = (unit: UnitRead, { q, kind, state }: ListSearch): boolean =>
  holds([unit.name, ...unit.aliases], q) &&
  (!kind || unit.kind === kind) &&
  (!state || (state === 'closed') === Boolean(unit.closed_at))

export const personFits = (person: PersonRead, { q, role, state }: ListSearch): boolean =>
  holds(
    [
      person.full_name,
      person.login,
      person.position,
      ...person.memberships.map((one) => one.unit_name ?? ''),
    ],
    q,
  ) &&
  (!role || person.memberships.some((one) => one.role === role)) &&
  (!state || (state === 'ended') === Boolean(person.ended_at))
