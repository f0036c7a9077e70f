import { createRoute } from '@tanstack/react-router'
import { rootRoute, shellRoute } from '@/app/root'
import { lazyPage } from '@/lib/lazy-page'

export type SignInSearch = {
  /** Where to go on afterwards: a path of this site. */
  next?: string
  /** The session ended while the person was at work. */
  ended?: boolean
}

/** Only own paths: `//other.example` or `https:…` would lead people away after they typed their password. */
function ownPath(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    next: ownPath(search.next),
    ended: search.ended === true || undefined,
  }),
  component: lazyPage('identity', () => import('./SignInPage')),
})

const passwordResetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset/$token',
  component: lazyPage('identity', () => import('./PasswordResetPage')),
})

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyPage('identity', () => import('./AccountPage')),
})

const passwordRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account/password',
  component: lazyPage('identity', () => import('./PasswordPage')),
})

export const publicRoutes = [signInRoute, passwordResetRoute]
export const accountRoutes = [accountRoute, passwordRoute]
