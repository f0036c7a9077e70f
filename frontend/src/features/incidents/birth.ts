/** What is known of a child's birth, typed in one field: a day, a month, a year, or only an age. */
import type { BirthKnown } from '@/client'

/** `02/09/2017`, `9/2017`, `2017`, or an age: `7`. Undefined for what is none of them. */
export function parseBirthOrAge(typed: string): BirthKnown | undefined {
  const text = typed.trim()
  if (text === '') return {}
  if (/^\d{1,2}$/.test(text)) return { estimated_age: Number(text) }
  const found =
    /^(?:(\d{2})(\d{2}))?(\d{4})$/.exec(text) ??
    /^(?:(?:(\d{1,2})[/.\- ]+)?(\d{1,2})[/.\- ]+)?(\d{4})$/.exec(text)
  if (!found) return undefined
  const [day, month] = [found[1], found[2]].map((part) => (part === undefined ? null : Number(part)))
  const year = Number(found[3])
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  const exists = at.getUTCMonth() + 1 === (month ?? 1) && at.getUTCDate() === (day ?? 1)
  return year >= 1900 && year < 2200 && exists ? { year, month, day } : undefined
}

/** As it would be typed. */
export function birthTyped({ year, month, day, estimated_age }: BirthKnown = {}): string {
  if (year == null) return estimated_age == null ? '' : String(estimated_age)
  return [day, month]
    .flatMap((part) => (part == null ? [] : [String(part).padStart(2, '0')]))
    .concat(String(year))
    .join('/')
}
