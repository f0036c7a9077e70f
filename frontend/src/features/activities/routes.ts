import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('activities')
const [read, write, correct] = ['activity:read', 'activity:write', 'activity:correct']

export const activityRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/activities', () => import('./ListPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/activities/new', () => import('./NewPage'), {
    permission: write,
    search: ['assignment_id', 'title', 'area', 'unit_id', 'on'],
  }),
  page(shell, '/activities/series', () => import('./SeriesPage'), { permission: correct }),
  page(shell, '/activities/copy-period', () => import('./CopyPeriodPage'), {
    permission: write,
    search: ['month', 'to_year', 'unit_id'],
  }),
  page(shell, '/activities/$activityId', () => import('./ActivityPage'), { permission: read }),
  page(shell, '/activities/$activityId/edit', () => import('./EditPage'), { permission: write }),
  page(shell, '/activities/$activityId/attendance', () => import('./AttendancePage'), { permission: read }),
  page(shell, '/activities/$activityId/invitation', () => import('./InvitationPage'), { permission: read }),
  page(shell, '/calendar', () => import('./CalendarPage'), {
    permission: 'calendar:read',
    search: ['month', 'unit_id', 'area', 'communication'],
  }),
]
