/** What the form of a round holds, and what is sent of it. */
import type { Comparison, ReportRoundCreate, ReportRoundKind, UnitKind } from '@/client'

export type AskedFigure = { text: string; unit: string }
/** Positions of the figures that are compared. */
export type AskedCheck = { left: string; compared: Comparison; right: string }

export type RoundValues = {
  kind: ReportRoundKind
  title: string
  note: string
  plan_id: string | null
  from_on: string | null
  to_on: string | null
  due_on: string | null
  due_hour: string
  unit_kinds: UnitKind[]
  questions: AskedFigure[]
  checks: AskedCheck[]
}

const codeOf = (at: number) => `figure_${at + 1}`

/** Whole checks alone: a half one compares nothing. */
const isWhole = ({ left, right }: AskedCheck) => left !== '' && right !== '' && left !== right

export function createOf(values: RoundValues): ReportRoundCreate {
  const { kind, due_hour, from_on, to_on, due_on, questions, checks, plan_id, ...rest } = values
  const isQuick = kind === 'quick'
  return {
    ...rest,
    kind,
    plan_id: kind === 'action_month' ? plan_id : null,
    from_on: from_on ?? '',
    to_on: to_on ?? '',
    due_on: due_on ?? '',
    due_hour: due_hour || null,
    questions: isQuick
      ? questions.map((one, at) => ({ code: codeOf(at), text: one.text.trim(), unit: one.unit.trim() }))
      : [],
    checks: isQuick
      ? checks.filter(isWhole).map(({ left, compared, right }) => ({
          left: [codeOf(Number(left))],
          compared,
          right: [codeOf(Number(right))],
        }))
      : [],
  }
}

/** First and last day of the half-year that has ended last, or of the one that goes on in its last month. */
export function halfBefore(day: string): { from_on: string; to_on: string } {
  const [year = 0, month = 0] = day.split('-').map(Number)
  if (month >= 6 && month < 12) return { from_on: `${year}-01-01`, to_on: `${year}-06-30` }
  const of = month === 12 ? year : year - 1
  return { from_on: `${of}-07-01`, to_on: `${of}-12-31` }
}
