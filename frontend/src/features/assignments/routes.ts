import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'
import { LIST_FILTERS } from './record'

const page = pagesOf('assignments')

export const assignmentRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/work', () => import('./UnitPage'), { permission: 'dashboard:unit' }),
  page(shell, '/ward', () => import('./WardPage'), { permission: 'dashboard:ward', search: ['plan_id'] }),
  page(shell, '/assignments', () => import('./ListPage'), {
    permission: 'assignment:read',
    search: LIST_FILTERS,
    box: true,
  }),
  page(shell, '/assignments/$assignmentId', () => import('./AssignmentPage'), {
    permission: 'assignment:read',
  }),
]
