import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { ROUND_FILTERS } from './record'

const page = pagesOf('reporting')

export const reportingRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/reports', () => import('./ReportsPage'), {
    permission: 'report:read',
    search: namesOf(ROUND_FILTERS),
  }),
  page(shell, '/reports/new', () => import('./NewRoundPage'), { permission: 'report:manage' }),
  page(shell, '/reports/$roundId', () => import('./RoundPage'), { permission: 'report:read' }),
  page(shell, '/reports/answers/$answerId', () => import('./AnswerPage'), { permission: 'report:read' }),
  page(shell, '/figures', () => import('./FiguresPage'), {
    permission: 'indicator:read',
    search: ['from_on', 'to_on', 'by', 'unit_id', 'units'],
  }),
]
