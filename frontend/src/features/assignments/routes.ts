import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('assignments')

export const assignmentRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/work', () => import('./UnitPage'), { permission: 'dashboard:unit' }),
  page(shell, '/ward', () => import('./WardPage'), {
    permission: 'dashboard:ward',
    search: ['plan_id', 'units'],
  }),
  page(shell, '/assignments', () => import('./ListPage'), {
    permission: 'assignment:read',
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/assignments/$assignmentId', () => import('./AssignmentPage'), {
    permission: 'assignment:read',
  }),
]
