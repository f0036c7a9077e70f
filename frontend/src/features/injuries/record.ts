import { type ListInjuriesData, listInjuries, readInjury } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListInjuriesData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  cause: 'several',
  outcome: 'several',
  age_band: 'several',
  care: 'several',
  state: 'several',
  unit_id: 'one',
  units: 'one',
  place_unit_id: 'one',
  hazard_site_id: 'one',
  sensitive: 'one',
  from_on: 'one',
  to_on: 'one',
} as const satisfies Filters<Query>

export const injuries = recordOf({
  key: 'injuries',
  address: '/api/v1/injuries',
  filters: FILTERS,
  stale: [['reporting']],
  read: (injury_id, signal) => readInjury({ path: { injury_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listInjuries({ query, signal }).then(unwrap),
})
