import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { activityRoutes } from '@/features/activities/routes'
import { assignmentRoutes } from '@/features/assignments/routes'
import { communicationRoutes } from '@/features/communications/routes'
import { accountRoutes, publicRoutes } from '@/features/identity/routes'
import { planRoutes } from '@/features/plans/routes'
import { registryRoutes } from '@/features/registry/routes'
import { reportingRoutes } from '@/features/reporting/routes'
import { PageSkeleton } from '@/ui/Skeletons'
import { ErrorPage } from './ErrorPage'
import { placesOf } from './navigation'
import { rootRoute, shellRoute } from './root'

/** The start leads each person to the first of their places. */
const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const [first] = placesOf(context.session, context.paths()).filter((place) => place.to !== '/')
    throw redirect({ to: first?.to ?? '/account' })
  },
})

const routeTree = rootRoute.addChildren([
  ...publicRoutes(rootRoute),
  shellRoute.addChildren([
    startRoute,
    ...assignmentRoutes(shellRoute),
    ...activityRoutes(shellRoute),
    ...communicationRoutes(shellRoute),
    ...reportingRoutes(shellRoute),
    ...planRoutes(shellRoute),
    ...registryRoutes(shellRoute),
    ...accountRoutes(shellRoute),
  ]),
])

export function createAppRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient, paths: () => router.routesByPath },
    defaultPreload: 'intent',
    // TanStack Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ErrorPage,
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
