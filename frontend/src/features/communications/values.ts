/** What the form holds of an event, and how it becomes the server's body. */
import type {
  CommunicationCreate,
  CommunicationKind,
  CommunicationRead,
  CommunicationTopic,
  UnitBrief,
} from '@/client'
import { addDays, dayOf, instantOf, timeOf } from '@/lib/when'
import { isKind, OWN_FIELDS } from './words'

export type Values = {
  kind: CommunicationKind
  done: boolean
  title: string
  unit_id: string | null
  place_unit_id: string | null
  plan_id: string | null
  place: string
  on: string | null
  from: string
  /** Empty: nobody wrote down when it ended. */
  to: string
  /** Nights between its first and its last day. */
  nights: number
  broadcasts: number
  script_id: string | null
  banner_size: string
  put_up_on: string | null
  taken_down_on: string | null
  link: string
  reach: number
  copies: number
  audience_children: number
  audience_adults: number
  audience_officials: number
  carried_hotline_111: boolean
  topics: CommunicationTopic[]
  message_ids: string[]
  shows_children: boolean
  guardian_consent: boolean
  child_consent: boolean
  children_7_plus: boolean
  description: string
  latitude: string
  longitude: string
  correction_note: string
}

export type Prefill = { title?: string; unit_id?: string; on?: string; kind?: string }

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A new event: now, at the person's own place, unless the address says more. */
export function freshValues(prefill: Prefill, units: UnitBrief[], now: Date): Values {
  const own = units.find((unit) => unit.id === prefill.unit_id) ?? units[0]
  const unit_id = prefill.unit_id ?? own?.id ?? null
  const on = prefill.on && DAY.test(prefill.on) ? prefill.on : dayOf(now.toISOString())
  return {
    kind: isKind(prefill.kind) ? prefill.kind : 'talk',
    done: Date.parse(instantOf(on, '17:30')) <= now.getTime(),
    title: (prefill.title ?? '').slice(0, 300),
    unit_id,
    place_unit_id: own?.id === unit_id && own?.kind === 'khu_pho' ? own.id : null,
    plan_id: null,
    place: '',
    on,
    from: '17:30',
    to: '',
    nights: 0,
    broadcasts: 0,
    script_id: null,
    banner_size: '',
    put_up_on: on,
    taken_down_on: null,
    link: '',
    reach: 0,
    copies: 0,
    audience_children: 0,
    audience_adults: 0,
    audience_officials: 0,
    carried_hotline_111: false,
    topics: [],
    message_ids: [],
    shows_children: false,
    guardian_consent: false,
    child_consent: false,
    children_7_plus: false,
    description: '',
    latitude: '',
    longitude: '',
    correction_note: '',
  }
}

export function valuesOf(event: CommunicationRead): Values {
  const { starts_at, ends_at, latitude, longitude, link, messages, state, ...rest } = event
  return {
    ...rest,
    done: state !== 'planned',
    on: dayOf(starts_at),
    from: timeOf(starts_at),
    to: ends_at ? timeOf(ends_at) : '',
    nights: ends_at ? (Date.parse(dayOf(ends_at)) - Date.parse(dayOf(starts_at))) / DAY_MS : 0,
    link: link ?? '',
    message_ids: messages.map((one) => one.id),
    latitude: latitude === null ? '' : String(latitude),
    longitude: longitude === null ? '' : String(longitude),
    correction_note: '',
  }
}

const degrees = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(value) ? null : value
}

const EMPTY: Record<string, unknown> = {
  broadcasts: 0,
  script_id: null,
  banner_size: '',
  put_up_on: null,
  taken_down_on: null,
  link: null,
  reach: 0,
  copies: 0,
  audience_children: 0,
  audience_adults: 0,
  audience_officials: 0,
}

/** A banner asks for a day alone: one of today hangs already, whatever hour the form holds. */
export function startOf({ kind, put_up_on, on, from }: Values, now: Date): string {
  if (kind !== 'banner') return instantOf(on ?? '', from)
  const at = instantOf(put_up_on ?? '', from)
  const later = put_up_on === dayOf(now.toISOString()) && Date.parse(at) > now.getTime()
  return later ? instantOf(put_up_on, timeOf(now.toISOString())) : at
}

/** Says that it has happened, at an hour that is still to come. */
export const isAhead = (values: Values, now: Date): boolean =>
  values.done && Date.parse(startOf(values, now)) > now.getTime()

const endOf = ({ kind, on, to, nights }: Values): string | null =>
  kind !== 'banner' && on && to ? instantOf(addDays(on, nights), to) : null

/** Fields of other kinds go out empty: what was typed before the kind was changed is no part of it. */
export function bodyOf(
  values: Values,
  now: Date,
): Omit<CommunicationCreate, 'kind' | 'code' | 'done' | 'assignment_ids'> {
  const own = OWN_FIELDS[values.kind]
  const special = Object.fromEntries(
    Object.entries(EMPTY).map(([name, nothing]) => [
      name,
      own.includes(name) ? (values[name as keyof Values] ?? nothing) || nothing : nothing,
    ]),
  )
  return {
    title: values.title.trim(),
    unit_id: values.unit_id ?? '',
    place_unit_id: values.place_unit_id,
    plan_id: values.plan_id,
    place: values.place.trim(),
    starts_at: startOf(values, now),
    ends_at: endOf(values),
    latitude: degrees(values.latitude),
    longitude: degrees(values.longitude),
    carried_hotline_111: values.carried_hotline_111,
    topics: values.topics,
    message_ids: values.message_ids,
    shows_children: values.shows_children,
    guardian_consent: values.shows_children && values.guardian_consent,
    child_consent: values.shows_children && values.child_consent,
    children_7_plus: values.shows_children && values.children_7_plus,
    description: values.description,
    ...special,
  }
}
