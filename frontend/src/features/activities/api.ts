/** Readings of activities and the calendar; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  type ActivityArea,
  copyActivityPeriod,
  listCalendarFeeds,
  listPlans,
  type PeriodCopy,
  readActivityCalendar,
  readCommunicationCalendar,
  readPlan,
} from '@/client'
import { unwrap } from '@/lib/api'
import { activities } from './record'

export const calendarQuery = (query: { from_on: string; to_on: string; unit_id?: string; area?: string }) =>
  queryOptions({
    queryKey: [...activities.all, 'calendar', query],
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
    queryKey: [...activities.all, 'period-copy', body],
    queryFn: ({ signal }) => copyActivityPeriod({ body, query: { dry_run: true }, signal }).then(unwrap),
  })

export const feedsQuery = queryOptions({
  queryKey: [...activities.all, 'feeds'],
  queryFn: ({ signal }) => listCalendarFeeds({ signal }).then(unwrap),
})

/** The newest plan in force: its tasks, which a series may serve, and its lines, which an activity may carry out. */
const planQuery = queryOptions({
  queryKey: [...activities.all, 'plan'],
  queryFn: async ({ signal }) => {
    const plans = await listPlans({ signal }).then(unwrap)
    const plan = plans.items.find((one) => one.state === 'in_force')
    return plan ? readPlan({ path: { plan_id: plan.id }, signal }).then(unwrap) : null
  },
})

export const planTasksQuery = queryOptions({ ...planQuery, select: (plan) => plan?.tasks ?? [] })

export const planLinesQuery = queryOptions({ ...planQuery, select: (plan) => plan?.activity_groups ?? [] })
