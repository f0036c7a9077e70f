/** The words of an unsafe place, and how it is drawn on the map. */
import {
  IconAlertTriangle,
  IconBarrierBlock,
  IconBeach,
  IconBolt,
  IconBuildingCottage,
  IconDroplet,
  IconHorseToy,
  IconPaw,
  IconPool,
  IconRipple,
  IconRoad,
  IconSchool,
  IconShovel,
  IconWall,
  IconWaveSine,
} from '@tabler/icons-react'
import type { HazardKind, HazardPoint, HazardState, Level, MeasureKind } from '@/client'
import type { Mark } from '@/ui/map'

export const KINDS = [
  'pond_lake',
  'river_stream',
  'reservoir_dam',
  'construction_pit',
  'uncovered_well',
  'canal_drain',
  'swimming_pool',
  'beach',
  'road_blackspot',
  'exposed_electric',
  'damaged_building',
  'school',
  'playground_equipment',
  'animal',
  'other',
] as const satisfies HazardKind[]

export const ICONS: Record<HazardKind, typeof IconDroplet> = {
  pond_lake: IconDroplet,
  river_stream: IconWaveSine,
  reservoir_dam: IconWall,
  construction_pit: IconShovel,
  uncovered_well: IconBarrierBlock,
  canal_drain: IconRipple,
  swimming_pool: IconPool,
  beach: IconBeach,
  road_blackspot: IconRoad,
  exposed_electric: IconBolt,
  damaged_building: IconBuildingCottage,
  school: IconSchool,
  playground_equipment: IconHorseToy,
  animal: IconPaw,
  other: IconAlertTriangle,
}

export const LEVELS = ['low', 'medium', 'high'] as const satisfies Level[]
export const STATES = [
  'found',
  'inspected',
  'fixing',
  'safe',
  'closed',
  'cancelled',
] as const satisfies HazardState[]
export const MEASURES = [
  'warning_sign',
  'fence',
  'cover',
  'guard',
  'fill_in',
  'notice_to_owner',
] as const satisfies MeasureKind[]

export const isKind = (text: string | undefined): text is HazardKind => KINDS.some((kind) => kind === text)

type Look = Pick<Mark, 'rank' | 'shape' | 'tone'>

/** Late: a filled triangle. Still dangerous: a filled circle. Safe for now: a tick in a ring. Over: a hollow square. */
export function lookOf({ state, overdue }: Pick<HazardPoint, 'state' | 'overdue'>): Look {
  if (overdue) return { rank: 0, shape: 'triangle', tone: 'bad' }
  if (state === 'safe') return { rank: 2, shape: 'check', tone: 'ok' }
  if (state === 'closed' || state === 'cancelled') return { rank: 3, shape: 'square', tone: 'mute' }
  return { rank: 1, shape: 'circle', tone: 'warm' }
}

/** Likelihood × harm, as the server reckons it: told while it is being chosen. */
export function riskOf(likelihood: Level, harm: Level): Level {
  const product = (LEVELS.indexOf(likelihood) + 1) * (LEVELS.indexOf(harm) + 1)
  return product >= 6 ? 'high' : product >= 3 ? 'medium' : 'low'
}
