import i18next from 'i18next'
import type { AnswerState, ReportQuestion, ReportRoundKind, ReportRoundState, UnitKind } from '@/client'
import { formatDateInText } from '@/lib/format'
import { textAt } from '@/lib/texts'
import { addDays } from '@/lib/when'
import { useFigureWords } from '@/ui/contexts'

export const KINDS = ['action_month', 'half_year', 'quick'] as const satisfies readonly ReportRoundKind[]
export const ROUND_STATES = ['open', 'locked', 'cancelled'] as const satisfies readonly ReportRoundState[]
export const UNIT_KINDS = [
  'khu_pho',
  'school',
  'officer_desk',
  'fatherland_front',
  'mass_organisation',
  'health_station',
  'police',
  'other',
] as const satisfies readonly UnitKind[]
export const TEXTS = ['results', 'strengths', 'difficulties', 'causes', 'proposals'] as const

/** Until when: a whole day, or an hour of it. */
export function dueWords(due_at: string): string {
  const due = new Date(due_at)
  const [day, hour] = [dayOf(due), hourOf(due)]
  return hour === '00:00'
    ? i18next.t('reporting:round.untilDay', { day: formatDateInText(addDays(day, -1)) })
    : i18next.t('reporting:round.untilHour', { hour, day: formatDateInText(day) })
}

const zone = { timeZone: 'Asia/Ho_Chi_Minh' }
const dayOf = (moment: Date) => moment.toLocaleDateString('sv-SE', zone)
const hourOf = (moment: Date) =>
  moment.toLocaleTimeString('sv-SE', { ...zone, hour: '2-digit', minute: '2-digit' })

/** The word of an answer's state. */
export const answerWord = (state: AnswerState) => textAt(`reporting:answerState.${state}`)

/** What a figure is called: as it was asked, or by the context that counts it. */
export function useQuestionWords(sources: Record<string, string>) {
  const words = useFigureWords()
  return ({ code, text, unit, indicator }: ReportQuestion): string => {
    if (!indicator) return unit ? `${text} (${unit})` : (text ?? '')
    return words(sources[code] ?? '', 'code', code) || code
  }
}
