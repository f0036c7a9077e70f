/** What is said of a clock now: how much time is left, and until when. */
import type { ClockRead } from '@/client'
import { today } from '@/lib/format'
import { addDays, dayOf, timeOf } from '@/lib/when'
import type { Shape, Tone } from '@/ui/Chip'

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60
/** Below this, hours and minutes are said; above, days. */
const IN_HOURS = 2 * DAY_MINUTES
/** As the steps at which people are told (`notices.CLOCK`). */
const NEAR = 0.8

type Running = Pick<ClockRead, 'starts_at' | 'due_at'>

export type Span =
  | { unit: 'minutes'; minutes: number }
  | { unit: 'hours'; hours: number; minutes: number }
  | { unit: 'days'; days: number }

/** How long from one moment to another, as people say it. */
export function spanOf(minutes: number): Span {
  if (minutes < 60) return { unit: 'minutes', minutes }
  if (minutes < IN_HOURS) return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  return { unit: 'days', days: Math.floor(minutes / DAY_MINUTES) }
}

export type DayWord = 'today' | 'tomorrow' | 'yesterday' | null

/** A day as it is called from here, or null where it has only its date. */
export function dayWord(day: string, now: number): DayWord {
  const here = today(new Date(now))
  if (day === here) return 'today'
  if (day === addDays(here, 1)) return 'tomorrow'
  return day === addDays(here, -1) ? 'yesterday' : null
}

/** The end of a clock: an hour of a day, or the whole of a day where it ends at midnight. */
export function endOf(due_at: string): { day: string; time: string | null } {
  const time = timeOf(due_at)
  if (time !== '00:00') return { day: dayOf(due_at), time }
  return { day: addDays(dayOf(due_at), -1), time: null }
}

export type ClockNow = {
  kind: 'open' | 'near' | 'overdue' | 'unknown'
  span: Span
  /** How much of the time is over, from 0 to 1. */
  share: number
  look: readonly [Tone, Shape]
}

/** A clock that runs, at this moment. Without a calendar nobody knows its end. */
export function clockNow({ starts_at, due_at }: Running, now: number): ClockNow {
  if (due_at === null) return { kind: 'unknown', span: spanOf(0), share: 0, look: ['bad', 'diamond'] }
  const [start, end] = [Date.parse(starts_at), Date.parse(due_at)]
  const share = end > start ? Math.min(1, Math.max(0, (now - start) / (end - start))) : 1
  if (now >= end)
    return {
      kind: 'overdue',
      span: spanOf(Math.floor((now - end) / MINUTE)),
      share: 1,
      look: ['bad', 'square'],
    }
  // Rounded up: there is still a minute while a second is left.
  const span = spanOf(Math.ceil((end - now) / MINUTE))
  return share >= NEAR
    ? { kind: 'near', span, share, look: ['warm', 'triangle'] }
    : { kind: 'open', span, share, look: ['info', 'ring'] }
}
