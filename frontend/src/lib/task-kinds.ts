import type { TaskKind } from '@/client'

/** Kinds of work in the order in which people choose them; named by `common:taskKind.…`. */
export const TASK_KINDS = [
  'communication',
  'gift',
  'incident',
  'hazard',
  'health',
  'summer',
  'recreation',
  'civil_status',
  'policy',
  'scorecard',
  'report',
  'plan',
  'activity',
  'support',
  'other',
] as const satisfies TaskKind[]
