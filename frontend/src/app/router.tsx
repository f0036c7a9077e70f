import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { placesOf } from '@/ui/contexts'
import { PageSkeleton } from '@/ui/Skeletons'
import { contexts, pagesOfAll } from './contexts'
import { ErrorPage } from './ErrorPage'
import { rootRoute, shellRoute } from './root'

/** The start leads each person to the first of their places. */
const startRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const [first] = placesOf(contexts, context.session)
    throw redirect({ to: first?.to ?? '/account' })
  },
})

const routeTree = rootRoute.addChildren([
  ...pagesOfAll('open'),
  shellRoute.addChildren([startRoute, ...pagesOfAll('routes')]),
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // TanStack Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ErrorPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
