/** Readings of activities and the calendar; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  type ActivityArea,
  copyActivityPeriod,
  type listActivities,
  listCalendarFeeds,
  listPlans,
  type PeriodCopy,
  readActivity,
  readActivityCalendar,
  readCommunicationCalendar,
  readPlan,
} from '@/client'
import { unwrap } from '@/lib/api'
import { addressOf, listQuery } from '@/lib/list-query'
import type { ListSearch } from '@/lib/list-search'

/** Everything here begins with this key: a verb makes all of it stale at once. */
export const ALL = ['activities'] as const

export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, 'one', id],
    queryFn: ({ signal }) => readActivity({ path: { activity_id: id }, signal }).then(unwrap),
  })

export const calendarQuery = (query: { from_on: string; to_on: string; unit_id?: string; area?: string }) =>
  queryOptions({
    queryKey: [...ALL, 'calendar', query],
    queryFn: ({ signal }) =>
      readActivityCalendar({
        query: { ...query, area: query.area ? [query.area as ActivityArea] : undefined },
        signal,
      }).then(unwrap),
  })

/** Communication of the same days, as far as the person sees it. */
export const communicationCalendarQuery = (query: { from_on: string; to_on: string; unit_id?: string }) =>
  queryOptions({
    queryKey: ['communications', 'calendar', query],
    queryFn: ({ signal }) => readCommunicationCalendar({ query, signal }).then(unwrap),
  })

/** What copying a period would plan. */
export const periodCopyQuery = (body: PeriodCopy) =>
  queryOptions({
    queryKey: [...ALL, 'period-copy', body],
    queryFn: ({ signal }) => copyActivityPeriod({ body, query: { dry_run: true }, signal }).then(unwrap),
  })

export const feedsQuery = queryOptions({
  queryKey: [...ALL, 'feeds'],
  queryFn: ({ signal }) => listCalendarFeeds({ signal }).then(unwrap),
})

/** The newest plan in force: its tasks, which a series may serve, and its lines, which an activity may carry out. */
const planQuery = queryOptions({
  queryKey: [...ALL, 'plan'],
  queryFn: async ({ signal }) => {
    const plans = await listPlans({ signal }).then(unwrap)
    const plan = plans.items.find((one) => one.state === 'in_force')
    return plan ? readPlan({ path: { plan_id: plan.id }, signal }).then(unwrap) : null
  },
})

export const planTasksQuery = queryOptions({ ...planQuery, select: (plan) => plan?.tasks ?? [] })

export const planLinesQuery = queryOptions({ ...planQuery, select: (plan) => plan?.activity_groups ?? [] })

/** The filters of the list's address, as the server takes them. */
export const LIST_FILTERS = ['area', 'state', 'unit_id', 'series_id', 'from_on', 'to_on'] as const

type Query = NonNullable<Parameters<typeof listActivities>[0]>['query']

export const ofList = (search: ListSearch) => listQuery<Query>(search, 'area', 'state')

/** Address of the same list as an Excel file. */
export const exportHref = (search: ListSearch) => addressOf('/api/v1/activities/export', ofList(search))
