import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('deadlines')

export const deadlineRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/deadlines', () => import('./DeadlinesPage'), { permission: 'ward:settings' }),
  page(shell, '/working-calendar', () => import('./WorkingCalendarPage'), {
    permission: 'calendar:manage',
    search: ['year'],
  }),
]
