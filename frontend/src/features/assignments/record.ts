import { listAssignments, readAssignment } from '@/client'
import { unwrap } from '@/lib/api'
import { recordOf } from '@/ui/record'

type Query = NonNullable<Parameters<typeof listAssignments>[0]>['query']

/** The entries of the list's address, as the server takes them. */
export const LIST_FILTERS = [
  'state',
  'kind',
  'unit_id',
  'plan_id',
  'overdue',
  'late',
  'mine',
  'on_day',
] as const

export const assignments = recordOf({
  key: 'assignments',
  address: '/api/v1/assignments',
  filters: LIST_FILTERS,
  several: ['state', 'kind'],
  upwards: true,
  read: (assignment_id, signal) => readAssignment({ path: { assignment_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listAssignments({ query, signal }).then(unwrap),
})
