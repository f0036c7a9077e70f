/** What is known of a birth: typed in one field, and written as people write it. */
import type { Birth } from '@/client'

/** `02/09/2017`, `2-9-2017`, `02092017`, `9/2017`, `092017` or `2017`; null for what is no day, month or year. */
export function parseBirth(typed: string): Omit<Birth, 'estimated'> | null {
  const text = typed.trim()
  const joined = /^(?:(\d{2})?(\d{2}))?(\d{4})$/.exec(text)
  const apart = /^(?:(?:(\d{1,2})[/.\- ]+)?(\d{1,2})[/.\- ]+)?(\d{4})$/.exec(text)
  const found = joined ?? apart
  if (!found) return null
  const [, day, month] = found.map((part) => (part === undefined ? null : Number(part)))
  const year = Number(found[3])
  if (year < 1990 || year > 2199) return null
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  const exists = at.getUTCMonth() + 1 === (month ?? 1) && at.getUTCDate() === (day ?? 1)
  return exists ? { year, month: month ?? null, day: day ?? null } : null
}

/** `02/09/2017`, `09/2017` or `2017`. */
export function birthText({ year, month, day }: Birth): string {
  return [day, month]
    .flatMap((part) => (part == null ? [] : [String(part).padStart(2, '0')]))
    .concat(String(year))
    .join('/')
}

/** The first and the last day that it can mean. */
export function bornBetween({ year, month, day }: Birth): [string, string] {
  const iso = (m: number, d: number) => `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (month == null) return [iso(1, 1), iso(12, 31)]
  if (day != null) return [iso(month, day), iso(month, day)]
  return [iso(month, 1), iso(month, new Date(Date.UTC(year, month, 0)).getUTCDate())]
}

/** The birth as it was written, from the days between which it lies. */
export function birthOf(born: { born_from: string; born_to: string; born_estimated: boolean }): Birth {
  const [year, month, day] = born.born_from.split('-').map(Number) as [number, number, number]
  const sameMonth = born.born_from.slice(0, 7) === born.born_to.slice(0, 7)
  return {
    year,
    month: sameMonth ? month : null,
    day: born.born_from === born.born_to ? day : null,
    estimated: born.born_estimated,
  }
}

/** Completed years of the youngest that the child can be, as the server counts them. */
export function ageOn(day: string, born_to: string): number {
  const years = Number(day.slice(0, 4)) - Number(born_to.slice(0, 4))
  return Math.max(years - (day.slice(5) < born_to.slice(5) ? 1 : 0), 0)
}

/** Whether the age is a guess too: a month says it well enough. */
export const isVague = (birth: Birth): boolean => Boolean(birth.estimated) || birth.month == null
