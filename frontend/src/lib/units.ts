/** The ward's units, which every feature chooses from. */
import { queryOptions } from '@tanstack/react-query'
import { listUnits, type UnitKind } from '@/client'
import { unwrap } from './api'

/** Units and people begin with this key: a change of a unit shows in its people too. */
export const REGISTRY = ['registry'] as const

export const UNIT_KINDS = [
  'leadership',
  'officer_desk',
  'fatherland_front',
  'mass_organisation',
  'health_station',
  'police',
  'school',
  'khu_pho',
  'other',
] as const satisfies UnitKind[]

/** All units, closed ones too: a ward's registry is short and comes whole. */
export const unitsQuery = queryOptions({
  queryKey: [...REGISTRY, 'units'],
  queryFn: ({ signal }) => listUnits({ signal }).then(unwrap),
})
