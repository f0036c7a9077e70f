/** What the register's codes are called, and in which order people choose them. */
import type {
  ConsentPurpose,
  ExportField,
  FieldClass,
  LegalGroup,
  NeedCategory,
  PovertyStatus,
  Relation,
  SimilarChild,
  UnitKind,
} from '@/client'
import { withoutMarks } from '@/lib/without-marks'

export const RELATIONS = [
  'mother',
  'father',
  'grandparent',
  'sibling',
  'relative',
  'foster',
  'facility',
  'other',
] as const satisfies Relation[]

export const PRESENCES = ['here', 'moved', 'died', 'aged_out'] as const

/** Luật Trẻ em Điều 10, in its order, with the sub-groups of NĐ 56/2017. */
export const SUB_GROUPS: Record<LegalGroup, readonly string[]> = {
  orphan_both: ['no_caregiver', 'in_facility', 'with_relatives', 'foster_non_relative'],
  abandoned: ['no_alt_care', 'in_alt_care'],
  no_support: Array.from({ length: 12 }, (_, at) => `ns_${String(at + 1).padStart(2, '0')}`),
  disability: ['extremely_severe', 'severe', 'mild'],
  dropout_working: ['no_caregiver', 'with_caregiver'],
  serious_illness_poor: ['poor', 'near_poor'],
  migrant_refugee: ['vietnamese', 'foreign', 'unknown_nationality'],
}
export const GROUPS = Object.keys(SUB_GROUPS) as LegalGroup[]
const OF_HEALTH: LegalGroup[] = ['disability', 'serious_illness_poor']

export const NEEDS = [
  'one_parent',
  'hardship',
  'striving_student',
  'at_risk',
  'other',
] as const satisfies NeedCategory[]

export const POVERTY = ['poor', 'near_poor'] as const satisfies PovertyStatus[]
export const PURPOSES = ['photo', 'donor', 'publication'] as const satisfies ConsentPurpose[]

/** From this age on a child is asked too. */
export const ASKED_FROM = 7
/** The register is about people below this age. */
export const AGES = Array.from({ length: 16 }, (_, age) => age)

const CLASSES = [
  'basic',
  'contact',
  'identity',
  'hardship',
  'health',
  'situation',
] as const satisfies FieldClass[]

/** The parts of a record that the reader's role keeps from them; who reads every group reads those of health. */
export const keptFrom = (reads: readonly FieldClass[]): FieldClass[] =>
  CLASSES.filter((one) => !reads.includes(one) && !(one === 'health' && reads.includes('situation')))

/** What a person may filter by, by their units: asking for what isn't theirs finds nothing. */
export function asksFor(kinds: readonly UnitKind[], ofWard: boolean) {
  const all = ofWard || kinds.includes('khu_pho')
  const health = kinds.includes('health_station')
  return {
    groups: all ? GROUPS : health ? OF_HEALTH : [],
    hardship: all || kinds.includes('school'),
    /** Where a child lived before. */
    past: all,
  }
}

/** Who adds children: a khu phố, a school, the ward. */
export const keepsRegister = (kinds: readonly UnitKind[], ofWard: boolean): boolean =>
  ofWard || kinds.includes('khu_pho') || kinds.includes('school')

/** "Cùng tên, cùng ngày sinh": why two records may be one child. */
export function reasonsText(reasons: readonly string[], word: (reason: string) => string): string {
  const text = reasons.map(word).filter(Boolean).join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const birth = ({ birth: { year, month, day } }: SimilarChild) => [year, month ?? null, day ?? null]

/** In what two records differ. */
export function differences(one: SimilarChild, other: SimilarChild) {
  return {
    name: one.full_name !== other.full_name,
    birth: !same(birth(one), birth(other)),
    unit: one.unit_name !== other.unit_name,
    guardians: !same([...one.guardian_names].sort(), [...other.guardian_names].sort()),
    presence: one.presence !== other.presence,
  }
}

/** The given name without marks, by which a namesake is found however it was typed. */
export const plainName = (full_name: string): string =>
  withoutMarks(full_name.trim().split(/\s+/).at(-1) ?? '')

/** What a column of the file for the national system may hold; named by `exportField.*`. */
export const EXPORT_FIELDS = [
  'number',
  'code',
  'full_name',
  'birth',
  'sex',
  'personal_number',
  'unit',
  'address',
  'father',
  'mother',
  'guardian',
  'guardian_relation',
  'phone',
  'school',
  'class_name',
  'household_head',
  'poverty',
  'groups',
  'needs',
  'presence',
  'blank',
] as const satisfies readonly ExportField[]
