import { type ListActivitiesData, listActivities, readActivity } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListActivitiesData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  area: 'several',
  state: 'several',
  unit_id: 'one',
  units: 'one',
  series_id: 'one',
  from_on: 'one',
  to_on: 'one',
  own: 'one',
  place_unit_id: 'one',
  launch: 'one',
} as const satisfies Filters<Query>

export const activities = recordOf({
  key: 'activities',
  address: '/api/v1/activities',
  filters: FILTERS,
  stale: [['assignments']],
  read: (activity_id, signal) => readActivity({ path: { activity_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listActivities({ query, signal }).then(unwrap),
})
