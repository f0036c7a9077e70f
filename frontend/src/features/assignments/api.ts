/** Readings of assignments and dashboards; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  listAssignments,
  listColleagues,
  listLinkableRecords,
  listPlans,
  readUnitDashboard,
  readWardDashboard,
  type UnitView,
} from '@/client'
import { unwrap } from '@/lib/api'
import { assignments } from './record'

export const unitDashboardQuery = queryOptions({
  queryKey: [...assignments.all, 'unit-dashboard'],
  queryFn: ({ signal }) => readUnitDashboard({ signal }).then(unwrap),
})

/** Of one plan; without a name, of the newest in force. */
export const wardDashboardQuery = (plan_id: string | undefined, units: UnitView) =>
  queryOptions({
    queryKey: [...assignments.all, 'ward-dashboard', plan_id, units],
    queryFn: ({ signal }) => readWardDashboard({ query: { plan_id, units }, signal }).then(unwrap),
  })

/** Plans whose work can be looked at. */
export const publishedPlansQuery = queryOptions({
  queryKey: [...assignments.all, 'plans'],
  queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
  select: (page) => page.items.filter((plan) => plan.state !== 'draft'),
})

/** The results that wait for the ward longest; two, so that one is left beside the one on the page. */
export const waitingQuery = (planId: string) =>
  queryOptions({
    queryKey: [...assignments.all, 'waiting', planId],
    queryFn: ({ signal }) =>
      listAssignments({
        query: { plan_id: planId, state: ['submitted'], sort: 'submitted', limit: 2 },
        signal,
      }).then(unwrap),
  })

/** Records of the product that could prove an assignment. */
export const linkableQuery = (id: string, words: string) =>
  queryOptions({
    queryKey: [...assignments.all, 'linkable', id, words],
    queryFn: ({ signal }) =>
      listLinkableRecords({ path: { assignment_id: id }, query: { q: words }, signal }).then(unwrap),
  })

/** Who works in a unit now. */
export const colleaguesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['colleagues', unitId],
    queryFn: ({ signal }) => listColleagues({ path: { unit_id: unitId }, signal }).then(unwrap),
  })
