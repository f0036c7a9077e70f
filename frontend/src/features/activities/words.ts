/** Small decisions about how activities are worded and ordered; pure, so that they can be tested. */
import type { ActivityArea, ActivityState } from '@/client'

/** In the order of Thông tư 28/2019, with what people hold most in front. */
export const AREAS = [
  'recreation',
  'communication',
  'summer',
  'participation',
  'support_care',
  'fundraising',
  'hazard_review',
  'mass_movement',
  'other',
] as const satisfies ActivityArea[]

export const STATES = [
  'planned',
  'announced',
  'held',
  'reported',
  'cancelled',
] as const satisfies ActivityState[]

/** What Thông tư 27/2022 asks for before children come. */
export const CHECKS = ['parent_forms', 'child_forms', 'staff_commitments', 'ward_notified_on'] as const

export const isArea = (value: unknown): value is ActivityArea => AREAS.some((area) => area === value)
export const hasHappened = (state: ActivityState) => state === 'held' || state === 'reported'
