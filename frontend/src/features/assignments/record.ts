import { type ListAssignmentsData, listAssignments, readAssignment } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListAssignmentsData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  state: 'several',
  kind: 'several',
  unit_id: 'one',
  units: 'one',
  plan_id: 'one',
  overdue: 'one',
  late: 'one',
  mine: 'one',
  on_day: 'one',
  task_id: 'one',
  unit_kind: 'several',
  due_by: 'one',
} as const satisfies Filters<Query>

export const assignments = recordOf({
  key: 'assignments',
  address: '/api/v1/assignments',
  filters: FILTERS,
  upwards: true,
  read: (assignment_id, signal) => readAssignment({ path: { assignment_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listAssignments({ query, signal }).then(unwrap),
})
