/** Readings of deadlines and of the working calendar; their verbs answer with the whole as it is then. */
import { queryOptions } from '@tanstack/react-query'
import { listDeadlineRules, readWorkingCalendar } from '@/client'
import { unwrap } from '@/lib/api'
import type { Refusals } from '@/ui/use-faults'

const DEADLINES = ['deadlines'] as const

export const rulesQuery = queryOptions({
  queryKey: [...DEADLINES, 'rules'],
  queryFn: ({ signal }) => listDeadlineRules({ signal }).then(unwrap),
})

export const calendarQuery = queryOptions({
  queryKey: [...DEADLINES, 'calendar'],
  queryFn: ({ signal }) => readWorkingCalendar({ signal }).then(unwrap),
})

export const ofDeadline: Refusals = {
  form: 'deadline',
  fieldOf: ({ code }) => (code === 'longer_than_law' ? 'amount' : undefined),
}
export const ofDay: Refusals = { form: 'working-day' }
