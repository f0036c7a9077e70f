/** Every context of the front end. A new one is added here, with its folder in `features` and its locale files. */
import {
  IconAlarm,
  IconAlertTriangle,
  IconBalloon,
  IconBuildingCommunity,
  IconCalendarHeart,
  IconCalendarMonth,
  IconCalendarOff,
  IconChartBar,
  IconChecklist,
  IconClipboardList,
  IconFileText,
  IconGift,
  IconHistory,
  IconHourglass,
  IconMoodKid,
  IconReport,
  IconSettings,
  IconShieldHeart,
  IconSpeakerphone,
  IconUserCircle,
} from '@tabler/icons-react'
import type { AnyRoute } from '@tanstack/react-router'
import { activityRoutes } from '@/features/activities/routes'
import { assignmentRoutes } from '@/features/assignments/routes'
import { broadcastingRoutes } from '@/features/broadcasting/routes'
import { childRoutes } from '@/features/children/routes'
import { communicationRoutes } from '@/features/communications/routes'
import { deadlineRoutes } from '@/features/deadlines/routes'
import { givingRoutes } from '@/features/giving/routes'
import { hazardRoutes } from '@/features/hazards/routes'
import { accountRoutes, publicRoutes } from '@/features/identity/routes'
import { incidentRoutes } from '@/features/incidents/routes'
import { injuryRoutes } from '@/features/injuries/routes'
import { jobRoutes } from '@/features/jobs/routes'
import { noticeRoutes } from '@/features/notices/routes'
import { planRoutes } from '@/features/plans/routes'
import { registryRoutes } from '@/features/registry/routes'
import { reportingRoutes } from '@/features/reporting/routes'
import type { Context } from '@/ui/contexts'
import { rootRoute, shellRoute } from './root'

export const contexts = [
  {
    name: 'assignments',
    texts: () => import('@/locales/vi/assignments.json'),
    routes: assignmentRoutes(shellRoute),
    places: [
      { rank: 10, to: '/work', label: 'myWork', icon: IconChecklist, ofUnit: true },
      { rank: 20, to: '/ward', label: 'ward', icon: IconCalendarHeart, permission: 'dashboard:ward' },
      {
        rank: 40,
        to: '/assignments',
        label: 'assignments',
        icon: IconClipboardList,
        permission: 'assignment:read',
      },
    ],
    states: {
      assigned: ['mute', 'ring'],
      acknowledged: ['brand', 'ring'],
      in_progress: ['brand', 'circle'],
      submitted: ['info', 'circle'],
      returned: ['bad', 'square'],
      accepted: ['ok', 'check'],
      withdrawn: ['mute', 'diamond'],
      due_soon: ['warm', 'triangle'],
      overdue: ['bad', 'square'],
      late: ['bad', 'triangle'],
    },
    audit: ['assignment'],
    pages: { assignment: '/assignments/$assignmentId' },
  },
  {
    name: 'plans',
    texts: () => import('@/locales/vi/plans.json'),
    routes: planRoutes(shellRoute),
    places: [{ rank: 30, to: '/plans', label: 'plans', icon: IconFileText, permission: 'plan:read' }],
    states: { draft: ['warm', 'diamond'], in_force: ['brand', 'circle'], closed: ['mute', 'square'] },
    audit: ['plan', 'paper'],
    pages: { plan: '/plans/$planId' },
    gone: ['plan.discarded'],
  },
  {
    name: 'activities',
    texts: () => import('@/locales/vi/activities.json'),
    routes: activityRoutes(shellRoute),
    places: [
      {
        rank: 50,
        to: '/calendar',
        label: 'calendar',
        icon: IconCalendarMonth,
        permission: 'calendar:read',
      },
      { rank: 60, to: '/activities', label: 'activities', icon: IconBalloon, permission: 'activity:read' },
    ],
    states: {
      planned: ['mute', 'ring'],
      announced: ['info', 'ring'],
      held: ['brand', 'circle'],
      reported: ['ok', 'check'],
      cancelled: ['mute', 'diamond'],
    },
    audit: ['activity', 'calendar_feed'],
    pages: { activity: '/activities/$activityId' },
    proofs: [
      {
        kind: 'activity',
        to: '/activities/new',
        work: {
          activity: { area: 'recreation' },
          recreation: { area: 'recreation' },
          summer: { area: 'summer' },
          health: { area: 'support_care' },
          support: { area: 'support_care' },
          hazard: { area: 'hazard_review' },
          other: { area: 'other' },
        },
      },
    ],
    figures: ['activities'],
  },
  {
    name: 'children',
    texts: () => import('@/locales/vi/children.json'),
    routes: childRoutes(shellRoute),
    places: [{ rank: 65, to: '/children', label: 'children', icon: IconMoodKid, permission: 'child:read' }],
    states: {
      here: ['brand', 'circle'],
      moved: ['mute', 'diamond'],
      died: ['mute', 'square'],
      aged_out: ['info', 'ring'],
    },
    audit: ['child', 'household'],
    pages: { child: '/children/$childId' },
  },
  {
    name: 'giving',
    texts: () => import('@/locales/vi/giving.json'),
    routes: givingRoutes(shellRoute),
    places: [
      { rank: 67, to: '/gift-rounds', label: 'giving', icon: IconGift, permission: 'gift_round:read' },
    ],
    states: {
      nominating: ['brand', 'circle'],
      reviewed: ['warm', 'triangle'],
      handing_over: ['brand', 'circle'],
      nominated: ['mute', 'ring'],
      reserve: ['info', 'ring'],
      fallen: ['mute', 'diamond'],
      due: ['mute', 'ring'],
      delivered: ['ok', 'check'],
      not_received: ['warm', 'triangle'],
      given_back: ['warm', 'diamond'],
    },
    audit: ['donor', 'money', 'gift_round', 'gift_line', 'gift_share'],
    pages: {
      gift_round: '/gift-rounds/$roundId',
      donor: '/donors/$donorId',
      gift_line: '/gift-lines/$lineId',
    },
    proofs: [{ kind: 'gift_round', to: '/gift-rounds/new', work: { gift: { kind: 'gift' } } }],
    figures: ['giving'],
    rooms: [
      { rank: 10, of: '/gift-rounds', to: '/gift-rounds', label: 'rounds' },
      { rank: 20, of: '/gift-rounds', to: '/gift-shares', label: 'shares', search: { state: 'due' } },
      { rank: 30, of: '/gift-rounds', to: '/donors', label: 'donors' },
      { rank: 40, of: '/gift-rounds', to: '/ledger', label: 'ledger', permission: 'donor:read_all' },
    ],
  },
  {
    name: 'hazards',
    texts: () => import('@/locales/vi/hazards.json'),
    routes: hazardRoutes(shellRoute),
    places: [
      { rank: 68, to: '/hazards', label: 'hazards', icon: IconAlertTriangle, permission: 'hazard:read' },
    ],
    states: {
      found: ['warm', 'triangle'],
      inspected: ['info', 'ring'],
      fixing: ['brand', 'circle'],
      safe: ['ok', 'check'],
      closed: ['mute', 'square'],
    },
    audit: ['hazard'],
    pages: { hazard_site: '/hazards/$hazardId' },
    proofs: [{ kind: 'hazard_site', to: '/hazards/new', work: { hazard: {} } }],
    figures: ['hazards', 'hazards_made_safe'],
    rooms: [
      { rank: 10, of: '/hazards', to: '/hazards', label: 'hazardList' },
      { rank: 20, of: '/hazards', to: '/hazards/map', label: 'hazardMap' },
      { rank: 30, of: '/hazards', to: '/hazards/water', label: 'hazardWater' },
    ],
  },
  {
    name: 'injuries',
    texts: () => import('@/locales/vi/injuries.json'),
    routes: injuryRoutes(shellRoute),
    states: { recorded: ['ok', 'check'] },
    audit: ['injury'],
    pages: { injury: '/injuries/$injuryId' },
    figures: ['injuries'],
    rooms: [
      { rank: 40, of: '/hazards', to: '/injuries', label: 'injuries', permission: 'injury:read' },
      { rank: 50, of: '/hazards', to: '/injuries/half-year', label: 'halfYear', permission: 'injury:read' },
    ],
  },
  {
    name: 'incidents',
    texts: () => import('@/locales/vi/incidents.json'),
    routes: incidentRoutes(shellRoute),
    places: [
      { rank: 25, to: '/incidents', label: 'incidents', icon: IconShieldHeart, permission: 'case:work' },
    ],
    states: {
      received: ['brand', 'ring'],
      accepted: ['ok', 'check'],
      not_protection: ['mute', 'diamond'],
      same: ['mute', 'ring'],
      assessed: ['brand', 'circle'],
      protected: ['brand', 'circle'],
      examined: ['brand', 'circle'],
      conferred: ['brand', 'circle'],
      plan_submitted: ['warm', 'triangle'],
      plan_approved: ['ok', 'check'],
      reviewed: ['warm', 'triangle'],
      handed_over: ['mute', 'diamond'],
      offered: ['info', 'circle'],
      taken: ['ok', 'check'],
      refused: ['bad', 'square'],
    },
    audit: ['incident_report', 'incident_case', 'incident_stand_in', 'duty_turn'],
    pages: {
      incident_report: '/incidents/reports/$reportId',
      incident_case: '/incidents/cases/$caseId',
    },
  },
  {
    name: 'communications',
    texts: () => import('@/locales/vi/communications.json'),
    routes: communicationRoutes(shellRoute),
    places: [
      {
        rank: 70,
        to: '/communications',
        label: 'communications',
        icon: IconSpeakerphone,
        permission: 'communication:read',
      },
    ],
    states: {
      planned: ['mute', 'ring'],
      done: ['brand', 'circle'],
      reported: ['ok', 'check'],
      cancelled: ['mute', 'diamond'],
    },
    audit: ['communication'],
    pages: { communication_event: '/communications/$eventId' },
    proofs: [{ kind: 'communication_event', to: '/communications/new', work: { communication: {} } }],
    figures: ['communications'],
    rooms: [
      { rank: 10, of: '/communications', to: '/communications', label: 'events' },
      { rank: 30, of: '/communications', to: '/communications/banners', label: 'banners' },
      { rank: 40, of: '/communications', to: '/communications/usage', label: 'usage' },
    ],
  },
  {
    name: 'broadcasting',
    texts: () => import('@/locales/vi/broadcasting.json'),
    routes: broadcastingRoutes(shellRoute),
    states: {
      draft: ['warm', 'diamond'],
      submitted: ['info', 'circle'],
      returned: ['bad', 'square'],
      approved: ['ok', 'check'],
    },
    audit: ['broadcast_script', 'broadcast_slot'],
    pages: { broadcast_script: '/communications/scripts/$scriptId' },
    rooms: [{ rank: 20, of: '/communications', to: '/communications/scripts', label: 'scripts' }],
  },
  {
    name: 'reporting',
    texts: () => import('@/locales/vi/reporting.json'),
    routes: reportingRoutes(shellRoute),
    places: [
      { rank: 35, to: '/reports', label: 'reports', icon: IconReport, permission: 'report:read' },
      { rank: 80, to: '/figures', label: 'figures', icon: IconChartBar, permission: 'indicator:read' },
    ],
    states: {
      open: ['brand', 'circle'],
      locked: ['mute', 'square'],
      asked: ['mute', 'ring'],
    },
    audit: ['report_round', 'report_answer'],
    pages: { report_round: '/reports/$roundId', report_answer: '/reports/answers/$answerId' },
  },
  {
    name: 'registry',
    texts: () => import('@/locales/vi/registry.json'),
    routes: registryRoutes(shellRoute),
    places: [
      { rank: 90, to: '/units', label: 'units', icon: IconBuildingCommunity, permission: 'unit:read' },
      { rank: 100, to: '/audit', label: 'audit', icon: IconHistory, permission: 'audit:read' },
      { rank: 110, to: '/admin', label: 'admin', icon: IconSettings, permission: 'ward:manage' },
    ],
    audit: ['unit', 'person', 'account', 'session', 'ward', 'ward_map'],
  },
  {
    name: 'deadlines',
    texts: () => import('@/locales/vi/deadlines.json'),
    routes: deadlineRoutes(shellRoute),
    places: [
      { rank: 105, to: '/deadlines', label: 'deadlines', icon: IconAlarm, permission: 'ward:settings' },
      {
        rank: 112,
        to: '/working-calendar',
        label: 'workingCalendar',
        icon: IconCalendarOff,
        permission: 'calendar:manage',
      },
    ],
    audit: ['deadline'],
  },
  {
    name: 'notices',
    texts: () => import('@/locales/vi/notices.json'),
    routes: noticeRoutes(shellRoute),
  },
  {
    name: 'jobs',
    texts: () => import('@/locales/vi/jobs.json'),
    routes: jobRoutes(shellRoute),
    places: [{ rank: 115, to: '/jobs', label: 'jobs', icon: IconHourglass, permission: 'child:read' }],
    states: { waiting: ['mute', 'ring'], running: ['info', 'circle'], failed: ['bad', 'square'] },
  },
  {
    name: 'identity',
    texts: () => import('@/locales/vi/identity.json'),
    routes: accountRoutes(shellRoute),
    open: publicRoutes(rootRoute),
    places: [{ rank: 120, to: '/account', label: 'account', icon: IconUserCircle }],
  },
] as const satisfies readonly Context[]

type Entry = (typeof contexts)[number]
type Pages<Kind extends 'routes' | 'open'> = Extract<Entry, Record<Kind, readonly AnyRoute[]>>[Kind][number]

/** The pages of all contexts, with the types that links are checked by. */
export const pagesOfAll = <Kind extends 'routes' | 'open'>(kind: Kind) =>
  (contexts as readonly Context[]).flatMap((context) => context[kind] ?? []) as Pages<Kind>[]

/** Texts of all contexts by their namespaces, for `i18next.d.ts`. */
export type ContextTexts = {
  [Name in Entry['name']]: Awaited<ReturnType<Extract<Entry, { name: Name }>['texts']>>['default']
}
