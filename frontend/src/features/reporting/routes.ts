import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'
import { listSearch } from '@/lib/list-search'

const figuresRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/figures',
  staticData: { permission: 'indicator:read' },
  validateSearch: listSearch('from_on', 'to_on', 'by', 'unit_id'),
  component: lazyPage('reporting', () => import('./FiguresPage')),
})

export const reportingRoutes = [figuresRoute]
