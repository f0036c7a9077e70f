import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('reporting')

export const reportingRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/figures', () => import('./FiguresPage'), {
    permission: 'indicator:read',
    search: ['from_on', 'to_on', 'by', 'unit_id', 'units'],
  }),
]
