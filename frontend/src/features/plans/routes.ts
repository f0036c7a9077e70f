import { createRoute } from '@tanstack/react-router'
import { shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'

const listRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans',
  staticData: { permission: 'plan:read' },
  component: lazyPage('plans', () => import('./PlanListPage')),
})

const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/$planId',
  staticData: { permission: 'plan:read' },
  component: lazyPage('plans', () => import('./PlanPage')),
})

const reviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/$planId/review',
  staticData: { permission: 'plan:write' },
  component: lazyPage('plans', () => import('./review/ReviewPage')),
})

const compareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plans/$planId/compare/$importId',
  staticData: { permission: 'plan:write' },
  component: lazyPage('plans', () => import('./ComparePage')),
})

export const planRoutes = [listRoute, planRoute, reviewRoute, compareRoute]
