/** What a deadline means today. The order's own words are "trước ngày D" (D itself is late) or "đến hết ngày D". */
import { daysBetween, today } from './format'

export type DeadlineState = {
  kind: 'open' | 'soon' | 'last_day' | 'overdue'
  /** Open: days still usable, today among them. Overdue: days since the last day on time. */
  days: number
}

/** Days within which a deadline counts as near ("sắp đến hạn"). */
export const SOON_DAYS = 3

/**
 * @param due ISO date D of the order
 * @param inclusive whether D itself is still on time
 */
export function deadlineState(
  due: string,
  inclusive = false,
  now = today(),
  soonDays = SOON_DAYS,
): DeadlineState {
  const left = daysBetween(now, due) + (inclusive ? 1 : 0)
  if (left <= 0) return { kind: 'overdue', days: 1 - left }
  if (left === 1) return { kind: 'last_day', days: 1 }
  return { kind: left <= soonDays ? 'soon' : 'open', days: left }
}
