/** Days and hours of activities, always as a clock in Vietnam shows them. */
import { formatDate } from '@/lib/format'

const ZONE = 'Asia/Ho_Chi_Minh'
const OFFSET = '+07:00'
const DAY_MS = 86_400_000
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' })
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })

/** Day and hour → instant: `2026-06-01`, `19:00` → `2026-06-01T19:00:00+07:00`. */
export const instantOf = (day: string, time: string): string => `${day}T${time}:00${OFFSET}`

/** Instant → `2026-06-01`. */
export const dayOf = (instant: string): string => isoDay.format(new Date(instant))

/** Instant → `19:00`. */
export const timeOf = (instant: string): string => clock.format(new Date(instant))

/** `19:00–21:00, 01/06/2026`, or both days where there are two. */
export function formatWhen({ starts_at, ends_at }: { starts_at: string; ends_at: string }): string {
  const [from, to] = [dayOf(starts_at), dayOf(ends_at)]
  return from === to
    ? `${timeOf(starts_at)}–${timeOf(ends_at)}, ${formatDate(from)}`
    : `${timeOf(starts_at)} ${formatDate(from)} – ${timeOf(ends_at)} ${formatDate(to)}`
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The days of something that lasts, the first one always; one that ends at midnight ends the day before. */
export function daysFrom(starts_at: string, ends_at: string | null): string[] {
  const first = dayOf(starts_at)
  const last = ends_at ? dayOf(new Date(Date.parse(ends_at) - 1).toISOString()) : first
  const days = [first]
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

/** The same hours on another day. */
export function moved({ starts_at, ends_at }: { starts_at: string; ends_at: string }, day: string) {
  const shift = Date.parse(day) - Date.parse(dayOf(starts_at))
  const at = (instant: string) => new Date(Date.parse(instant) + shift).toISOString()
  return { starts_at: at(starts_at), ends_at: at(ends_at) }
}

/** `thứ Hai`, `Monday`. */
export const weekdayOf = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(new Date(day))
