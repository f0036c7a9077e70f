/** The days of a month's page of the calendar. */
import { addDays, daysFrom } from '@/lib/when'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** The month that the address asks for, else the one of `today`. */
export const monthOf = (asked: string | undefined, today: string): string =>
  asked && MONTH.test(asked) ? asked : today.slice(0, 7)

/** `2026-12`, 1 → `2027-01`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

/** First and last day of a month. */
export const daysOf = (month: string) => ({
  from_on: `${month}-01`,
  to_on: addDays(`${monthAfter(month, 1)}-01`, -1),
})

/** Whole weeks, Monday first, that hold every day of the month. */
export function weeksOf(month: string): string[][] {
  const { from_on: first, to_on: last } = daysOf(month)
  const weekday = (new Date(first).getUTCDay() + 6) % 7
  const weeks: string[][] = []
  for (let monday = addDays(first, -weekday); monday <= last; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(monday, day)))
  return weeks
}

/** Items by each day on which they are; days without any are left out. */
export function byDay<Item extends { starts_at: string; ends_at: string | null }>(
  items: Item[],
): Map<string, Item[]> {
  const days = new Map<string, Item[]>()
  for (const item of items)
    for (const on of daysFrom(item.starts_at, item.ends_at)) days.set(on, [...(days.get(on) ?? []), item])
  return days
}

/** International Children's Day in Vietnam, the middle of the month of action. */
export const isChildrensDay = (day: string): boolean => day.endsWith('-06-01')

/** As many fit into a day's square without making its week taller than the others. */
const FIT = 4

/** What of a day stands in its square, and how much of it has to be asked for. */
export function cutDay<Item extends { clash: boolean }>(items: Item[]) {
  const rest = items.slice(FIT)
  return {
    shown: items.slice(0, FIT),
    hidden: rest.length,
    hiddenClashes: rest.filter((item) => item.clash).length,
  }
}
