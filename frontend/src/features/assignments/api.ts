/** Readings of assignments and dashboards; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  listAssignments,
  listColleagues,
  listLinkableRecords,
  listPlans,
  readAssignment,
  readUnitDashboard,
  readWardDashboard,
} from '@/client'
import { unwrap } from '@/lib/api'
import { addressOf, listQuery } from '@/lib/list-query'
import type { ListSearch } from '@/lib/list-search'

/** Everything here begins with this key: a verb makes all of it stale at once. */
export const ALL = ['assignments'] as const

export const assignmentQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, 'one', id],
    queryFn: ({ signal }) => readAssignment({ path: { assignment_id: id }, signal }).then(unwrap),
  })

export const unitDashboardQuery = queryOptions({
  queryKey: [...ALL, 'unit-dashboard'],
  queryFn: ({ signal }) => readUnitDashboard({ signal }).then(unwrap),
})

/** Of one plan; without a name, of the newest in force. */
export const wardDashboardQuery = (planId: string | undefined) =>
  queryOptions({
    queryKey: [...ALL, 'ward-dashboard', planId],
    queryFn: ({ signal }) => readWardDashboard({ query: { plan_id: planId }, signal }).then(unwrap),
  })

/** Plans whose work can be looked at. */
export const publishedPlansQuery = queryOptions({
  queryKey: [...ALL, 'plans'],
  queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
  select: (page) => page.items.filter((plan) => plan.state !== 'draft'),
})

/** The results that wait for the ward longest; two, so that one is left beside the one on the page. */
export const waitingQuery = (planId: string) =>
  queryOptions({
    queryKey: [...ALL, 'waiting', planId],
    queryFn: ({ signal }) =>
      listAssignments({
        query: { plan_id: planId, state: ['submitted'], sort: 'submitted', limit: 2 },
        signal,
      }).then(unwrap),
  })

/** Records of the product that could prove an assignment. */
export const linkableQuery = (id: string, words: string) =>
  queryOptions({
    queryKey: [...ALL, 'linkable', id, words],
    queryFn: ({ signal }) =>
      listLinkableRecords({ path: { assignment_id: id }, query: { q: words }, signal }).then(unwrap),
  })

/** Who works in a unit now. */
export const colleaguesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['colleagues', unitId],
    queryFn: ({ signal }) => listColleagues({ path: { unit_id: unitId }, signal }).then(unwrap),
  })

/** The filters of the list's address, as the server takes them. */
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

type Query = NonNullable<Parameters<typeof listAssignments>[0]>['query']

export const ofList = ({ sort, ...rest }: ListSearch) =>
  listQuery<Query>({ ...rest, sort: sort?.replace('-', '') }, 'state', 'kind')

/** Address of the same list as an Excel file. */
export const exportHref = (search: ListSearch) => addressOf('/api/v1/assignments/export', ofList(search))
