import { type ListHazardsData, listHazards, readHazard } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListHazardsData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  kind: 'several',
  state: 'several',
  risk: 'several',
  unit_id: 'one',
  units: 'one',
  place_unit_id: 'one',
  water: 'one',
  overdue: 'one',
  own: 'one',
  in_care: 'one',
  day: 'one',
  from_on: 'one',
  to_on: 'one',
} as const satisfies Filters<Query>

export const hazards = recordOf({
  key: 'hazards',
  address: '/api/v1/hazards',
  filters: FILTERS,
  stale: [['assignments'], ['injuries'], ['reporting']],
  read: (hazard_id, signal) => readHazard({ path: { hazard_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listHazards({ query, signal }).then(unwrap),
})
