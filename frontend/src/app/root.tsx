/** The two layouts every route hangs under: the bare root and, for signed-in people, the shell. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { isProblem } from '@/lib/api'
import { sessionQuery } from '@/lib/session'
import { ErrorPage } from './ErrorPage'
import { NotFoundPage } from './NotFoundPage'
import { Shell } from './shell/Shell'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The shell's search box writes `?q=` of this page; without it, it opens the list of assignments. */
    search?: boolean
    /** What a person's roles must allow to see the page at all; the server decides about the rows. */
    permission?: string
  }
}

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
})

/** Parent of every page for signed-in people. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (!isProblem(error, 'sign_in_required')) throw error
      throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } })
    })
    if (session.account.must_change_password && location.pathname !== '/account/password') {
      throw redirect({ to: '/account/password' })
    }
    return { session }
  },
  component: Shell,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
})
