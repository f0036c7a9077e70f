import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'
import { listSearch } from '@/lib/list-search'
import { LIST_FILTERS } from './api'

const unitRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/work',
  staticData: { permission: 'dashboard:unit' },
  component: lazyPage('assignments', () => import('./UnitPage')),
})

const wardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ward',
  staticData: { permission: 'dashboard:ward' },
  validateSearch: listSearch('plan_id'),
  component: lazyPage('assignments', () => import('./WardPage')),
})

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assignments',
  staticData: { permission: 'assignment:read', search: true },
  validateSearch: listSearch(...LIST_FILTERS),
  component: lazyPage('assignments', () => import('./ListPage')),
})

const oneRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assignments/$assignmentId',
  staticData: { permission: 'assignment:read' },
  component: lazyPage('assignments', () => import('./AssignmentPage')),
})

export const assignmentRoutes = [unitRoute, wardRoute, listRoute, oneRoute]
