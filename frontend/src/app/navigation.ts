/** The places of the application, in the order of the navigation, and who is shown which. */
import {
  IconBalloon,
  IconBuildingCommunity,
  IconCalendarHeart,
  IconCalendarMonth,
  IconChartBar,
  IconChecklist,
  IconClipboardList,
  IconFileText,
  IconHistory,
  IconSettings,
  IconSpeakerphone,
  IconUserCircle,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { may, type Session } from '@/lib/session'

export type Place = {
  to: string
  /** Key under `nav` in the texts. */
  label:
    | 'myWork'
    | 'ward'
    | 'plans'
    | 'assignments'
    | 'calendar'
    | 'activities'
    | 'communications'
    | 'figures'
    | 'units'
    | 'audit'
    | 'admin'
    | 'account'
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Shown to people who may do this. */
  permission?: string
  /** Shown only to people who belong to a unit. */
  ofUnit?: true
}

export const navigation: Place[] = [
  { to: '/work', label: 'myWork', icon: IconChecklist, ofUnit: true },
  { to: '/ward', label: 'ward', icon: IconCalendarHeart, permission: 'dashboard:ward' },
  { to: '/plans', label: 'plans', icon: IconFileText, permission: 'plan:read' },
  { to: '/assignments', label: 'assignments', icon: IconClipboardList, permission: 'assignment:read' },
  { to: '/calendar', label: 'calendar', icon: IconCalendarMonth, permission: 'calendar:read' },
  { to: '/activities', label: 'activities', icon: IconBalloon, permission: 'activity:read' },
  {
    to: '/communications',
    label: 'communications',
    icon: IconSpeakerphone,
    permission: 'communication:read',
  },
  { to: '/figures', label: 'figures', icon: IconChartBar, permission: 'indicator:read' },
  { to: '/units', label: 'units', icon: IconBuildingCommunity, permission: 'unit:read' },
  { to: '/audit', label: 'audit', icon: IconHistory, permission: 'audit:read' },
  { to: '/admin', label: 'admin', icon: IconSettings, permission: 'ward:manage' },
  { to: '/account', label: 'account', icon: IconUserCircle },
]

/** The places of one person, among the pages there are (`paths` of the router). */
export function placesOf(session: Session, paths: Record<string, unknown>): Place[] {
  return navigation.filter(
    (place) =>
      place.to in paths &&
      (!place.permission || may(session, place.permission)) &&
      (!place.ofUnit || session.units.length > 0),
  )
}

/** A phone's bar has room for five: what doesn't fit stands behind "Thêm". */
export function phoneBar(places: Place[], room = 5): { bar: Place[]; rest: Place[] } {
  if (places.length <= room) return { bar: places, rest: [] }
  return { bar: places.slice(0, room - 1), rest: places.slice(room - 1) }
}
