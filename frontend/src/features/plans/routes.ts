import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('plans')
const [read, write] = ['plan:read', 'plan:write']

export const planRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/plans', () => import('./PlanListPage'), { permission: read }),
  page(shell, '/plans/$planId', () => import('./PlanPage'), { permission: read }),
  page(shell, '/plans/$planId/review', () => import('./review/ReviewPage'), { permission: write }),
  page(shell, '/plans/$planId/compare/$importId', () => import('./ComparePage'), { permission: write }),
]
