/** In which order the codes of cases are chosen. */
import type {
  CaseOutcome,
  ChildSex,
  Harm,
  Nature,
  PaperKind,
  Part,
  ReportChannel,
  RiskItem,
  RiskLevel,
  SecretGroup,
} from '@/client'

export const CHANNELS = [
  'phone',
  'in_person',
  'hotline_111',
  'police',
  'school',
  'health',
  'other_ward',
  'letter',
] as const satisfies ReportChannel[]

export const NATURES = ['abused', 'at_risk'] as const satisfies Nature[]

export const HARMS = [
  'physical_violence',
  'psychological_violence',
  'exploitation',
  'sexual_abuse',
  'trafficking',
  'abandonment',
  'neglect',
  'abduction',
  'child_marriage',
  'other_harm',
] as const satisfies Harm[]

export const SEXES = ['female', 'male', ''] as const
/** Key of a sex in the texts: nothing is said of it where it isn't known. */
export const sexKey = (sex: ChildSex) => sex || 'unknown'

export const LEVELS = ['high', 'medium', 'low'] as const satisfies RiskLevel[]
/** What harms the child, then what protects it: of the second, high is good. */
export const HARMING = ['harm_severity', 'abuser_access', 'care_obstacles'] as const satisfies RiskItem[]
export const PROTECTING = [
  'self_protection',
  'carer_protection',
  'community_help',
] as const satisfies RiskItem[]

export const OUTCOMES = [
  'safe',
  'alternative_care',
  'adult',
  'moved',
  'died',
  'other',
] as const satisfies CaseOutcome[]

export const PARTS = [
  'report',
  'assessment',
  'protection',
  'plan',
  'notes',
  'files',
  'evidence',
] as const satisfies Part[]

export type { PaperKind }

/** NĐ 56/2017 Điều 7-9, 11-14, in the order of the decree. */
export const SECRET_SUB_GROUPS: Record<SecretGroup, readonly string[]> = {
  hiv_aids: [],
  law_violation: ['admin_measure', 'no_fixed_residence', 'judicial_or_penal', 'completed'],
  drug_addiction: ['in_rehab', 'community_rehab'],
  violence_serious_harm: [],
  exploitation: [
    'illegal_labour',
    'pornography',
    'sex_tourism_prostitution',
    'drug_contraband',
    'other_profit',
  ],
  sexual_abuse: ['rape', 'coerced_sex', 'intercourse', 'molestation', 'prostitution_pornography'],
  trafficked: ['back_with_parents', 'back_in_alternative_care'],
}
export const SECRET_GROUPS = Object.keys(SECRET_SUB_GROUPS) as SecretGroup[]
