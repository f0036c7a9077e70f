/** Small decisions about communication events; pure, so that they can be tested. */
import {
  IconArticle,
  IconBuildingBroadcastTower,
  IconFlag,
  IconMessageCircle,
  IconPresentation,
  IconTrophy,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react'
import type { CommunicationItem, CommunicationKind, CommunicationTopic } from '@/client'

export const KINDS = [
  'talk',
  'meeting_slot',
  'broadcast',
  'banner',
  'online_post',
  'leaflet',
  'counselling',
  'contest',
] as const satisfies CommunicationKind[]

export const ICONS: Record<CommunicationKind, typeof IconFlag> = {
  talk: IconPresentation,
  meeting_slot: IconUsersGroup,
  broadcast: IconBuildingBroadcastTower,
  banner: IconFlag,
  online_post: IconWorld,
  leaflet: IconArticle,
  counselling: IconMessageCircle,
  contest: IconTrophy,
}

export const TOPICS = [
  'children_law',
  'decree_56_2017',
  'drowning',
  'injury',
  'abuse_prevention',
  'child_labour',
  'mental_health',
  'online_safety',
  'nutrition',
  'school_violence',
  'hotline_111',
  'other',
] as const satisfies CommunicationTopic[]

export const STATES = ['planned', 'done', 'reported', 'cancelled'] as const

export const AUDIENCE = ['audience_children', 'audience_adults', 'audience_officials'] as const

/** Which fields a kind has of its own: the server refuses the others. */
export const OWN_FIELDS: Record<CommunicationKind, readonly string[]> = {
  talk: AUDIENCE,
  meeting_slot: AUDIENCE,
  broadcast: ['broadcasts', 'script_id'],
  banner: ['banner_size', 'put_up_on', 'taken_down_on'],
  online_post: ['link', 'reach'],
  leaflet: ['copies'],
  counselling: AUDIENCE,
  contest: [...AUDIENCE, 'link'],
}

export const isKind = (kind: string | undefined): kind is CommunicationKind =>
  KINDS.includes(kind as CommunicationKind)

/** The one figure that says most of an event: which, and how much. */
export function mainFigure(
  row: CommunicationItem,
): { key: 'people' | 'times' | 'copies' | 'reach'; value: number } | null {
  switch (row.kind) {
    case 'broadcast':
      return { key: 'times', value: row.broadcasts }
    case 'leaflet':
      return { key: 'copies', value: row.copies }
    case 'online_post':
      return { key: 'reach', value: row.reach }
    case 'banner':
      return null
    default:
      return { key: 'people', value: row.audience_children + row.audience_adults + row.audience_officials }
  }
}
