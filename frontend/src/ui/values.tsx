/** Single values as text: dates, instants, money, numbers; with a dash where there is none. */
import { formatDate, formatInstant, formatMoney, formatNumber } from '@/lib/format'

const NOTHING = '–'

export function DateText({ value }: { value: string | null | undefined }) {
  return value ? <time dateTime={value}>{formatDate(value)}</time> : NOTHING
}

export function InstantText({ value }: { value: string | null | undefined }) {
  return value ? <time dateTime={value}>{formatInstant(value)}</time> : NOTHING
}

/** Whole đồng. */
export function Money({ value }: { value: number | null | undefined }) {
  return value == null ? NOTHING : <span className="figure">{formatMoney(value)}</span>
}

export function NumberText({ value }: { value: number | null | undefined }) {
  return value == null ? NOTHING : <span className="figure">{formatNumber(value)}</span>
}
