import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'
import { listSearch } from '@/lib/list-search'
import { LIST_FILTERS } from './api'

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities',
  staticData: { permission: 'activity:read', search: true },
  validateSearch: listSearch(...LIST_FILTERS),
  component: lazyPage('activities', () => import('./ListPage')),
})

const newRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/new',
  staticData: { permission: 'activity:write' },
  validateSearch: listSearch('assignment_id', 'title', 'area', 'unit_id', 'on'),
  component: lazyPage('activities', () => import('./NewPage')),
})

const seriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/series',
  staticData: { permission: 'activity:correct' },
  component: lazyPage('activities', () => import('./SeriesPage')),
})

const copyPeriodRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/copy-period',
  staticData: { permission: 'activity:write' },
  validateSearch: listSearch('month', 'to_year', 'unit_id'),
  component: lazyPage('activities', () => import('./CopyPeriodPage')),
})

const oneRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/$activityId',
  staticData: { permission: 'activity:read' },
  component: lazyPage('activities', () => import('./ActivityPage')),
})

const editRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/$activityId/edit',
  staticData: { permission: 'activity:write' },
  component: lazyPage('activities', () => import('./EditPage')),
})

const attendanceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/$activityId/attendance',
  staticData: { permission: 'activity:read' },
  component: lazyPage('activities', () => import('./AttendancePage')),
})

const invitationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities/$activityId/invitation',
  staticData: { permission: 'activity:read' },
  component: lazyPage('activities', () => import('./InvitationPage')),
})

const calendarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendar',
  staticData: { permission: 'calendar:read' },
  validateSearch: listSearch('month', 'unit_id', 'area', 'communication'),
  component: lazyPage('activities', () => import('./CalendarPage')),
})

export const activityRoutes = [
  listRoute,
  newRoute,
  seriesRoute,
  copyPeriodRoute,
  oneRoute,
  editRoute,
  attendanceRoute,
  invitationRoute,
  calendarRoute,
]
