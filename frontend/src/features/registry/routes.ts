import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'
import { listSearch } from '@/lib/list-search'

const unitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/units',
  validateSearch: listSearch('tab', 'kind', 'role', 'state'),
  staticData: { search: true, permission: 'unit:read' },
  component: lazyPage('registry', () => import('./UnitsPage')),
})

export const registryRoutes = [unitsRoute]
