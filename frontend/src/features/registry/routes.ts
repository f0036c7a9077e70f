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

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: listSearch('kind', 'from_on', 'to_on'),
  staticData: { permission: 'audit:read' },
  component: lazyPage('registry', () => import('./AuditPage')),
})

const adminRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin',
  validateSearch: listSearch('tab'),
  staticData: { search: true, permission: 'ward:manage' },
  component: lazyPage('registry', () => import('./AdminPage')),
})

export const registryRoutes = [unitsRoute, auditRoute, adminRoute]
