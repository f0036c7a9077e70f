/** What the form holds while people type, and how it becomes what the server takes. */
import type { ActivityArea, ActivityRead, ActivityUpdate, UnitBrief } from '@/client'
import { dayOf, instantOf, timeOf } from '@/lib/when'
import { hasHappened, isArea } from './words'

export type People = { boys: number; girls: number; adults: number }
export type Money = { state_budget: number; mobilised: number }
export type Values = {
  held: boolean
  title: string
  area: ActivityArea
  unit_id: string | null
  on: string | null
  from: string
  to: string
  /** Only where it ends on another day. */
  ends_on: string | null
  place_unit_id: string | null
  venue: string
  planned: People
  actual: People
  disabled_children: number
  poor_children: number
  supporting_unit_ids: string[]
  budget_planned: Money
  budget_spent: Money
  in_charge: string
  description: string
  outcome: string
  latitude: string
  longitude: string
  launch: boolean
  outside_school: boolean
  checklist: {
    children_expected: number
    parent_forms: number
    children_from_7: number
    child_forms: number
    staff: number
    staff_commitments: number
    ward_notified_on: string | null
  }
  plan_line_id: string | null
  correction_note: string
}

/** What the address of a new activity may bring along. */
export type Prefill = {
  assignment_id?: string
  title?: string
  area?: string
  unit_id?: string
  on?: string
}

const NOBODY: People = { boys: 0, girls: 0, adults: 0 }
const NOTHING: Money = { state_budget: 0, mobilised: 0 }
const DAY = /^\d{4}-\d{2}-\d{2}$/
const UNCHECKED: Values['checklist'] = {
  children_expected: 0,
  parent_forms: 0,
  children_from_7: 0,
  child_forms: 0,
  staff: 0,
  staff_commitments: 0,
  ward_notified_on: null,
}

/** A new activity: this evening at the person's own place, unless the address says more. */
export function freshValues(prefill: Prefill, units: UnitBrief[], now: Date): Values {
  const on = prefill.on && DAY.test(prefill.on) ? prefill.on : dayOf(now.toISOString())
  const own = units.find((unit) => unit.id === prefill.unit_id) ?? units[0]
  const unit_id = prefill.unit_id ?? own?.id ?? null
  const from = '19:00'
  return {
    held: Date.parse(instantOf(on, from)) <= now.getTime(),
    title: (prefill.title ?? '').slice(0, 300),
    area: isArea(prefill.area) ? prefill.area : 'recreation',
    unit_id,
    on,
    from,
    to: '21:00',
    ends_on: null,
    place_unit_id: own?.id === unit_id && own?.kind === 'khu_pho' ? own.id : null,
    venue: '',
    planned: NOBODY,
    actual: NOBODY,
    disabled_children: 0,
    poor_children: 0,
    supporting_unit_ids: [],
    budget_planned: NOTHING,
    budget_spent: NOTHING,
    in_charge: '',
    description: '',
    outcome: '',
    latitude: '',
    longitude: '',
    launch: false,
    outside_school: false,
    checklist: UNCHECKED,
    plan_line_id: null,
    correction_note: '',
  }
}

export function valuesOf(activity: ActivityRead): Values {
  const on = dayOf(activity.starts_at)
  const ends_on = dayOf(activity.ends_at)
  return {
    held: hasHappened(activity.state),
    title: activity.title,
    area: activity.area,
    unit_id: activity.unit_id,
    on,
    from: timeOf(activity.starts_at),
    to: timeOf(activity.ends_at),
    ends_on: ends_on === on ? null : ends_on,
    place_unit_id: activity.place_unit_id,
    venue: activity.venue,
    planned: { ...NOBODY, ...activity.planned },
    actual: { ...NOBODY, ...activity.actual },
    disabled_children: activity.disabled_children,
    poor_children: activity.poor_children,
    supporting_unit_ids: activity.supporting_units.map((unit) => unit.id),
    budget_planned: { ...NOTHING, ...activity.budget_planned },
    budget_spent: { ...NOTHING, ...activity.budget_spent },
    in_charge: activity.in_charge,
    description: activity.description,
    outcome: activity.outcome,
    latitude: activity.latitude === null ? '' : String(activity.latitude),
    longitude: activity.longitude === null ? '' : String(activity.longitude),
    launch: activity.launch,
    outside_school: activity.outside_school,
    checklist: { ...UNCHECKED, ...activity.checklist },
    plan_line_id: activity.plan_line_id,
    correction_note: '',
  }
}

/** `10,78` and `10.78` are one point. */
const degrees = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? null : value
}

/** Before it took place nobody came and nothing was spent. */
export function bodyOf(values: Values): Omit<ActivityUpdate, 'correction_note'> {
  const { held, on, from, to, ends_on, correction_note: _, ...rest } = values
  return {
    ...rest,
    title: values.title.trim(),
    unit_id: values.unit_id ?? '',
    starts_at: instantOf(on ?? '', from),
    ends_at: instantOf(ends_on ?? on ?? '', to),
    actual: held ? values.actual : NOBODY,
    budget_spent: held ? values.budget_spent : NOTHING,
    outcome: held ? values.outcome : '',
    latitude: degrees(values.latitude),
    longitude: degrees(values.longitude),
  }
}

/** The record as it is, for a change of a part of it. */
export const updateOf = (activity: ActivityRead, change: Partial<ActivityUpdate>): ActivityUpdate => ({
  ...bodyOf({ ...valuesOf(activity), held: true }),
  starts_at: activity.starts_at,
  ends_at: activity.ends_at,
  ...change,
})

/** Whether it begins after `now`: then it can't have taken place yet. */
export const isAhead = ({ on, from }: Pick<Values, 'on' | 'from'>, now: Date): boolean =>
  on !== null && from !== '' && Date.parse(instantOf(on, from)) > now.getTime()
