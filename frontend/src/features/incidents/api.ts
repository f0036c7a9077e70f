/** Readings and verbs of cases. Nothing of them outlives its page: they are read when it opens and after a verb, never by themselves, for looking again and again would keep an idle session open. */
import { queryOptions } from '@tanstack/react-query'
import {
  type ArrivalBrief,
  type CaseRead,
  listIncidentWards,
  type ReportRead,
  readIncidentArrival,
  readIncidentBoard,
  readIncidentCase,
  readIncidentReport,
  readIncidentStatistics,
  readIncidentTeam,
  type TeamRead,
} from '@/client'
import { unwrap } from '@/lib/api'
import type { Refusals } from '@/ui/use-faults'
import { useVerb, type Verb } from '@/ui/use-verb'

export const CASES = ['incidents'] as const

export const NEVER_KEPT = {
  gcTime: 0,
  staleTime: Number.POSITIVE_INFINITY,
  refetchInterval: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const

export const boardQuery = queryOptions({
  ...NEVER_KEPT,
  queryKey: [...CASES, 'board'],
  queryFn: ({ signal }) => readIncidentBoard({ signal }).then(unwrap),
})

export const caseQuery = (case_id: string) =>
  queryOptions({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'case', case_id],
    queryFn: ({ signal }) => readIncidentCase({ path: { case_id }, signal }).then(unwrap),
  })

export const reportQuery = (report_id: string) =>
  queryOptions({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'report', report_id],
    queryFn: ({ signal }) => readIncidentReport({ path: { report_id }, signal }).then(unwrap),
  })

export const arrivalQuery = (arrival_id: string) =>
  queryOptions({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'arrival', arrival_id],
    queryFn: ({ signal }) => readIncidentArrival({ path: { arrival_id }, signal }).then(unwrap),
  })

export const wardsQuery = (q: string) =>
  queryOptions({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'wards', q],
    queryFn: ({ signal }) => listIncidentWards({ query: { q }, signal }).then(unwrap),
  })

export const teamQuery = queryOptions({
  ...NEVER_KEPT,
  queryKey: [...CASES, 'team'],
  queryFn: ({ signal }) => readIncidentTeam({ signal }).then(unwrap),
})

export const statisticsQuery = (from_on: string, to_on: string) =>
  queryOptions({
    ...NEVER_KEPT,
    queryKey: [...CASES, 'statistics', from_on, to_on],
    queryFn: ({ signal }) => readIncidentStatistics({ query: { from_on, to_on }, signal }).then(unwrap),
  })

/** What a verb may have changed elsewhere: all of cases, and the counts beside assignments. */
const STALE = [CASES, ['assignments']]

/** A verb whose answer is the case as it is now. */
export const useCaseVerb = <Input = void>(verb: Verb<CaseRead, Input>) =>
  useVerb<CaseRead, Input>(
    { texts: 'incidents', stale: STALE, reading: ({ id }) => caseQuery(id).queryKey },
    verb,
  )

export const useReportVerb = <Input = void>(verb: Verb<ReportRead, Input>) =>
  useVerb<ReportRead, Input>(
    { texts: 'incidents', stale: STALE, reading: ({ id }) => reportQuery(id).queryKey },
    verb,
  )

export const useTeamVerb = <Input = void>(verb: Verb<TeamRead, Input>) =>
  useVerb<TeamRead, Input>({ texts: 'incidents', stale: STALE, reading: () => teamQuery.queryKey }, verb)

/** A verb after which what was offered is gone from here. */
export const useArrivalVerb = <Input = void>(verb: Verb<ArrivalBrief, Input>) =>
  useVerb<ArrivalBrief, Input>({ texts: 'incidents', stale: STALE }, verb)

/** Of the small dialogs: the server names the field. */
export const ofDialog: Refusals = {
  form: 'case-part',
  fieldOf: ({ extra }) => (typeof extra.field === 'string' ? extra.field : undefined),
}
export const ofReport: Refusals = {
  form: 'report',
  fieldOf: ({ extra }) => (typeof extra.field === 'string' ? extra.field : undefined),
}
