import { listActivities, readActivity } from '@/client'
import { unwrap } from '@/lib/api'
import { recordOf } from '@/ui/record'

type Query = NonNullable<Parameters<typeof listActivities>[0]>['query']

/** The entries of the list's address, as the server takes them. */
export const LIST_FILTERS = ['area', 'state', 'unit_id', 'series_id', 'from_on', 'to_on', 'own'] as const

export const activities = recordOf({
  key: 'activities',
  address: '/api/v1/activities',
  filters: LIST_FILTERS,
  several: ['area', 'state'],
  stale: [['assignments']],
  read: (activity_id, signal) => readActivity({ path: { activity_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listActivities({ query, signal }).then(unwrap),
})
