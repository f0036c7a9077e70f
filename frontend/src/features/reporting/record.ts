/** Rounds of reports and the answers of units: readings and verbs. */
import { queryOptions } from '@tanstack/react-query'
import {
  type ListReportRoundsData,
  listReportRounds,
  type ReportAnswerRead,
  readReportAnswer,
  readReportRound,
} from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'
import type { Refusals } from '@/ui/use-faults'
import { useVerb, type Verb } from '@/ui/use-verb'

type RoundQuery = NonNullable<ListReportRoundsData['query']>

export const ROUND_FILTERS = { state: 'one' } as const satisfies Filters<RoundQuery>
const ANSWERS = ['report-answers'] as const

export const reportRounds = recordOf({
  key: 'reporting',
  address: '/api/v1/report-rounds',
  filters: ROUND_FILTERS,
  stale: [ANSWERS],
  read: (round_id, signal) => readReportRound({ path: { round_id }, signal }).then(unwrap),
  list: (query: RoundQuery, signal) => listReportRounds({ query, signal }).then(unwrap),
})

/** Read when its page opens and after a verb: what is being typed isn't overwritten by a look at the server. */
export const answerQuery = (answer_id: string) =>
  queryOptions({
    queryKey: [...ANSWERS, 'one', answer_id],
    queryFn: ({ signal }) => readReportAnswer({ path: { answer_id }, signal }).then(unwrap),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: false,
  })

/** A verb on an answer, which changes its round too. */
export const useAnswerVerb = <Input = void>(verb: Verb<ReportAnswerRead, Input>) =>
  useVerb<ReportAnswerRead, Input>(
    {
      texts: 'reporting',
      stale: [reportRounds.all, ['notices']],
      reading: (answer) => answerQuery(answer.id).queryKey,
    },
    verb,
  )

export const refusalsOfRound: Refusals = {
  form: 'round',
  fieldOf: ({ extra }) => extra.field as string | undefined,
}
