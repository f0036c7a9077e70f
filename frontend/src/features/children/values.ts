/** What the form holds while people type, and how it becomes what the server takes. */
import type { ChildRead, ChildUpdate, Guardian, Relation, Sex, SimilarQuery } from '@/client'
import { birthText, parseBirth } from './birth'

export type GuardianValues = {
  full_name: string
  relation: Relation | null
  phone: string
  may_receive: boolean
}

export type SchoolValues = { school_unit_id: string | null; school_name: string; class_name: string }

export type Values = SchoolValues & {
  full_name: string
  /** As it is typed: a day, a month or a year. */
  birth: string
  estimated: boolean
  unit_id: string | null
  guardians: GuardianValues[]
  sex: Sex | null
  personal_number: string
  address: string
  household_id: string | null
  wishes: string
  talents: string
  note: string
  /** Children alike who were looked at and are somebody else. */
  different_from: string[]
}

export const NOBODY: GuardianValues = { full_name: '', relation: null, phone: '', may_receive: true }

export const freshValues = (unit_id: string | null, school_unit_id: string | null): Values => ({
  full_name: '',
  birth: '',
  estimated: false,
  unit_id,
  guardians: [NOBODY],
  sex: null,
  personal_number: '',
  address: '',
  school_unit_id,
  school_name: '',
  class_name: '',
  household_id: null,
  wishes: '',
  talents: '',
  note: '',
  different_from: [],
})

/** A school of the ward is known by its id alone; only one elsewhere has its name in the record. */
export const schoolOf = (child: ChildRead): SchoolValues => ({
  school_unit_id: child.school_unit_id,
  school_name: child.school_unit_id ? '' : child.school_name,
  class_name: child.class_name,
})

export const valuesOf = (child: ChildRead): Values => ({
  ...schoolOf(child),
  full_name: child.full_name,
  birth: birthText(child.birth),
  estimated: child.birth.estimated ?? false,
  unit_id: child.unit_id,
  guardians: child.guardians?.length
    ? child.guardians.map((one) => ({ ...NOBODY, phone: '', ...one, may_receive: one.may_receive ?? false }))
    : [NOBODY],
  sex: child.sex,
  personal_number: child.personal_number ?? '',
  address: child.address ?? '',
  household_id: child.household?.id ?? null,
  wishes: child.wishes ?? '',
  talents: child.talents ?? '',
  note: child.note ?? '',
  different_from: [],
})

/** Nothing was written of them. */
export const isNobody = (one: GuardianValues): boolean =>
  one.full_name.trim() === '' && one.phone.trim() === ''

const guardianOf = (one: GuardianValues): Guardian => ({
  full_name: one.full_name.trim(),
  relation: one.relation ?? 'other',
  phone: one.phone.trim(),
  may_receive: one.may_receive,
})

export const digits = (text: string): string => text.replace(/[\s.-]/g, '')

export const schoolBody = (values: SchoolValues) => ({
  school_unit_id: values.school_unit_id,
  school_name: values.school_unit_id ? '' : values.school_name.trim(),
  class_name: values.class_name.trim(),
})

export function bodyOf(values: Values): ChildUpdate {
  const born = parseBirth(values.birth)
  return {
    ...schoolBody(values),
    full_name: values.full_name.trim(),
    birth: { ...(born ?? { year: 0 }), estimated: values.estimated },
    unit_id: values.unit_id ?? '',
    guardians: values.guardians.filter((one) => !isNobody(one)).map(guardianOf),
    sex: values.sex,
    personal_number: digits(values.personal_number) || null,
    address: values.address.trim(),
    household_id: values.household_id,
    wishes: values.wishes.trim(),
    talents: values.talents.trim(),
    note: values.note.trim(),
  }
}

/** What is typed so far, where it is enough to look for children alike; half a number or phone isn't sent. */
export function similarOf(values: Values, child_id?: string): SimilarQuery | null {
  const born = parseBirth(values.birth)
  const full_name = values.full_name.trim()
  if (!born || !/\S{1,} \S/.test(full_name)) return null
  const number = digits(values.personal_number)
  return {
    full_name,
    birth: { ...born, estimated: values.estimated },
    sex: values.sex,
    personal_number: /^\d{12}$/.test(number) ? number : null,
    guardians: values.guardians
      .filter((one) => one.full_name.trim().length >= 2)
      .map(guardianOf)
      .map((one) => ({ ...one, phone: /^\+?\d{8,14}$/.test(digits(one.phone ?? '')) ? one.phone : '' })),
    unit_id: values.unit_id,
    child_id: child_id ?? null,
  }
}
