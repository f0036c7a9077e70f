/** The words of an injury, in the order in which they are chosen and counted. */
import type { AgeBand, Care, InjuryCause, Outcome, PlaceKind, Sex } from '@/client'

export const CAUSES = [
  'drowning',
  'traffic',
  'fall',
  'burn',
  'poisoning',
  'animal_bite',
  'electrocution',
  'machinery',
  'explosive',
  'choking',
  'sharp_object',
  'violence',
  'self_harm',
  'other',
] as const satisfies InjuryCause[]
export const AGES = ['under_5', 'from_5_to_9', 'from_10_to_14', 'from_15'] as const satisfies AgeBand[]
export const SEXES = ['male', 'female'] as const satisfies Sex[]
export const PLACES = [
  'house',
  'school',
  'road',
  'water',
  'playground',
  'building_site',
  'public_place',
  'other',
] as const satisfies PlaceKind[]
export const CARES = ['school', 'home', 'nobody'] as const satisfies Care[]
export const OUTCOMES = ['died', 'hospitalised', 'treated', 'unharmed'] as const satisfies Outcome[]
export const STATES = ['recorded', 'cancelled'] as const

/** Few read them: the form says so before anybody writes one down. */
export const isSensitive = (cause: string): boolean => cause === 'violence' || cause === 'self_harm'
