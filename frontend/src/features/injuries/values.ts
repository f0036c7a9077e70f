/** What the form holds of an injury, and how it becomes the server's body. */
import type {
  AgeBand,
  Care,
  InjuryCause,
  InjuryRead,
  InjuryUpdate,
  Outcome,
  PlaceKind,
  Sex,
  UnitBrief,
} from '@/client'

export type Values = {
  happened_on: string | null
  unit_id: string | null
  place_unit_id: string | null
  age_band: AgeBand | null
  sex: Sex | null
  cause: InjuryCause | null
  place_kind: PlaceKind | null
  care: Care | null
  outcome: Outcome | null
  hazard_site_id: string | null
  correction_note: string
}

type Prefill = { hazard_site_id?: string; place_unit_id?: string }

/** A new one: of today, of the person's own unit; nothing that could be left as it stands by mistake. */
export function freshValues(prefill: Prefill, units: UnitBrief[], today: string): Values {
  const own = units[0]
  return {
    happened_on: today,
    unit_id: own?.id ?? null,
    place_unit_id: prefill.place_unit_id ?? (own?.kind === 'khu_pho' ? own.id : null),
    age_band: null,
    sex: null,
    cause: null,
    place_kind: null,
    care: own?.kind === 'school' ? 'school' : null,
    outcome: null,
    hazard_site_id: prefill.hazard_site_id ?? null,
    correction_note: '',
  }
}

export const valuesOf = (injury: InjuryRead): Values => ({ ...injury, correction_note: '' })

/** The names that must be chosen. */
export const OWED = [
  'happened_on',
  'unit_id',
  'cause',
  'age_band',
  'sex',
  'place_kind',
  'care',
  'outcome',
] as const

/** Only of values whose owed ones are there: `checks` sees to it. */
export function bodyOf(values: Values): Omit<InjuryUpdate, 'correction_note'> {
  const { correction_note: _, ...rest } = values
  return {
    happened_on: rest.happened_on as string,
    unit_id: rest.unit_id as string,
    place_unit_id: rest.place_unit_id,
    age_band: rest.age_band as AgeBand,
    sex: rest.sex as Sex,
    cause: rest.cause as InjuryCause,
    place_kind: rest.place_kind as PlaceKind,
    care: rest.care as Care,
    outcome: rest.outcome as Outcome,
    hazard_site_id: rest.hazard_site_id,
  }
}
