/** What the form of a round holds while people type, and how it becomes what the server takes. */
import type {
  Channel,
  GivingKind,
  Item,
  ItemKind,
  LegalGroup,
  NeedCategory,
  Occasion,
  OnePer,
  PovertyStatus,
  RoundRead,
  RoundUpdate,
} from '@/client'

export type ItemValue = { kind: ItemKind; name: string; quantity: number; unit_value: number }
export type Part = { due_on: string | null; condition: string }
export type Values = {
  kind: GivingKind
  title: string
  occasion: Occasion
  school_year: string
  unit_id: string | null
  donor_id: string | null
  one_per: OnePer
  strict: boolean
  channel: Channel
  items: ItemValue[]
  description: string
  begins_on: string | null
  instalments: Part[]
  nominate_before: string | null
  place: string
  hour: string
  nominators: string[]
  quotas: Record<string, number>
  poverty: PovertyStatus[]
  needs: NeedCategory[]
  legal_groups: LegalGroup[]
  nothing_since_months: number
  age_from: number
  age_to: number
}

export const MONEY: ItemValue = { kind: 'money', name: 'Tiền mặt', quantity: 1, unit_value: 0 }
export const THING: ItemValue = { kind: 'goods', name: '', quantity: 1, unit_value: 0 }

/** What the address of a new round may bring along. */
export type Prefill = { assignment_id?: string; title?: string; kind?: string; unit_id?: string; on?: string }

const KIND = new Set<string>(['gift', 'scholarship', 'sponsorship', 'award'])
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function freshValues(prefill: Prefill, unit_id: string | null): Values {
  return {
    kind: KIND.has(prefill.kind ?? '') ? (prefill.kind as GivingKind) : 'gift',
    title: (prefill.title ?? '').slice(0, 300),
    occasion: 'children_day',
    school_year: '',
    unit_id,
    donor_id: null,
    one_per: 'child',
    strict: false,
    channel: 'cash',
    items: [MONEY],
    description: '',
    begins_on: prefill.on && DAY.test(prefill.on) ? prefill.on : null,
    instalments: [],
    nominate_before: null,
    place: '',
    hour: '',
    nominators: [],
    quotas: {},
    poverty: [],
    needs: [],
    legal_groups: [],
    nothing_since_months: 0,
    age_from: 0,
    age_to: 0,
  }
}

export function valuesOf(round: RoundRead): Values {
  const { criteria } = round
  return {
    kind: round.kind,
    title: round.title,
    occasion: round.occasion,
    school_year: round.school_year,
    unit_id: round.unit_id,
    donor_id: round.donor_id,
    one_per: round.one_per,
    strict: round.strict,
    channel: round.channel,
    items: round.items.map(({ kind = 'goods', name, quantity = 1, unit_value = 0 }: Item) => ({
      kind,
      name,
      quantity,
      unit_value,
    })),
    description: round.description,
    begins_on: round.begins_on,
    instalments:
      round.instalments.length > 1
        ? round.instalments.map(({ due_on, condition = '' }) => ({ due_on, condition }))
        : [],
    nominate_before: round.nominate_before,
    place: round.place,
    hour: round.hour,
    nominators: round.nominators.map((one) => one.unit_id),
    quotas: Object.fromEntries(round.nominators.map((one) => [one.unit_id, one.quota ?? 0])),
    poverty: criteria.poverty ?? [],
    needs: criteria.needs ?? [],
    legal_groups: criteria.legal_groups ?? [],
    nothing_since_months: criteria.nothing_since_months ?? 0,
    age_from: criteria.age_from ?? 0,
    age_to: criteria.age_to ?? 0,
  }
}

/** While somebody types, a quantity may be empty: one is meant. */
const countOf = (item: ItemValue): number => item.quantity || 1

/** What a line is worth: the sum of its items. */
export const worthOf = (items: readonly ItemValue[]): number =>
  items.reduce((sum, one) => sum + countOf(one) * one.unit_value, 0)

export function bodyOf(values: Values): RoundUpdate {
  const {
    nominators,
    quotas,
    poverty,
    needs,
    legal_groups,
    nothing_since_months,
    age_from,
    age_to,
    instalments,
    items,
    begins_on,
    ...rest
  } = values
  const parted = values.kind === 'scholarship' || values.kind === 'sponsorship'
  return {
    ...rest,
    title: values.title.trim(),
    donor_id: values.kind === 'sponsorship' ? values.donor_id : null,
    begins_on: begins_on ?? '',
    items: items.filter((one) => one.name.trim() !== '').map((one) => ({ ...one, quantity: countOf(one) })),
    instalments: parted ? instalments.map((one) => ({ ...one, due_on: one.due_on ?? '' })) : [],
    nominators: nominators.map((unit_id) => ({ unit_id, quota: quotas[unit_id] || null })),
    criteria: {
      poverty,
      needs,
      legal_groups,
      nothing_since_months: nothing_since_months || null,
      age_from: age_from || null,
      age_to: age_to || null,
    },
  }
}

/** The same day of the next month, or its last one. */
export function monthLater(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10)
}

/** Years in a text a year later: of a title, "2025-2026" of a school year. */
export const yearsLater = (text: string): string =>
  text.replace(/\b20\d{2}\b/g, (year) => String(Number(year) + 1))

/** The same day of the next year; 29 February becomes 28 February. */
export const yearLater = (iso: string): string => yearsLater(iso).replace(/-02-29$/, '-02-28')
