/** Small decisions about how assignments are worded; pure, so that they can be tested. */
import type { AssignmentRead, TimelineDay, UnitAssignment, UnitCounts } from '@/client'

export const STATES = [
  'assigned',
  'acknowledged',
  'in_progress',
  'submitted',
  'returned',
  'accepted',
] as const

/** Units that have something overdue, the most of it first. */
export function lateUnits(units: UnitCounts[]): UnitCounts[] {
  return units.filter((unit) => unit.overdue > 0).sort((a, b) => b.overdue - a.overdue)
}

/** Columns of the ward's matrix: what the ward has to look at, in the order of the work. */
export function matrixCells(unit: UnitCounts) {
  return [
    { key: 'assigned', count: unit.assigned, state: 'assigned' },
    {
      key: 'working',
      count: unit.acknowledged + unit.in_progress + unit.returned,
      state: 'acknowledged,in_progress,returned',
    },
    { key: 'submitted', count: unit.submitted, state: 'submitted' },
    { key: 'accepted', count: unit.accepted, state: 'accepted' },
  ] as const
}

/** Share of a whole in percent, for the length of a bar. */
export const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100 * part) / whole)

/**
 * The order's own deadline where it has one ("trước ngày D"), else the last day on time ("đến hết ngày D").
 * Whether D itself counts was decided when the order was given.
 */
export function dueOf({ due_before, last_day_on }: Pick<UnitAssignment, 'due_before' | 'last_day_on'>) {
  return due_before
    ? { due: due_before, inclusive: due_before === last_day_on }
    : { due: last_day_on, inclusive: true }
}

/** Digits of what was typed ("1.200" → 1200), or null for nothing. */
export function typedNumber(text: string): number | null {
  const digits = text.replace(/\D/g, '')
  return digits === '' ? null : Number(digits)
}

const DAY_MS = 86_400_000

/** The days of the plan's month without a gap, and those before or after it on which something happened. */
export function everyDay(days: TimelineDay[], from?: string | null, to?: string | null): TimelineDay[] {
  const known = new Map(days.map((day) => [day.on, day]))
  if (from && to) {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
      const on = new Date(at).toISOString().slice(0, 10)
      if (!known.has(on)) known.set(on, { on, due: 0, submitted: 0, accepted: 0 })
    }
  }
  return [...known.values()].sort((a, b) => a.on.localeCompare(b.on))
}

/** What the form of a record takes over from the assignment that the record will prove. */
export function prefill(
  assignment: Pick<AssignmentRead, 'id' | 'text' | 'unit_id' | 'event_on'>,
): Record<string, string> {
  return {
    assignment_id: assignment.id,
    title: shortTitle(assignment.text),
    unit_id: assignment.unit_id,
    ...(assignment.event_on ? { on: assignment.event_on } : {}),
  }
}

const TITLE_LENGTH = 90

/** The first clause of an order, cut between words. */
function shortTitle(text: string): string {
  const clause = text.split(/[;.\n](?:\s|$)/, 1)[0]?.trim() ?? ''
  if (clause.length <= TITLE_LENGTH) return clause
  const cut = clause.slice(0, TITLE_LENGTH)
  const end = Math.max(cut.lastIndexOf(','), cut.lastIndexOf(' '))
  return `${(end > 20 ? cut.slice(0, end) : cut).replace(/[,\s]+$/, '')}…`
}

/** Figures that were asked for and nobody has typed, from the linked records. */
export function filledFigures(
  assignment: Pick<AssignmentRead, 'figures' | 'figure_codes' | 'record_figures'>,
): Record<string, number> {
  const known = assignment.figure_codes
    .filter((code) => assignment.figures[code] === undefined && assignment.record_figures[code] !== undefined)
    .map((code) => [code, assignment.record_figures[code] ?? 0] as const)
  return { ...assignment.figures, ...Object.fromEntries(known) }
}
