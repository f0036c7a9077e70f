import { type AnyRoute, createRoute } from '@tanstack/react-router'
import { lazyPage } from '@/lib/lazy-page'
import { pagesOf } from '@/lib/page'

const page = pagesOf('identity')

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

/** What people see before they are signed in. */
export const publicRoutes = <Root extends AnyRoute>(root: Root) => [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (search: Record<string, unknown>): SignInSearch => ({
      next: ownPath(search.next),
      ended: search.ended === true || undefined,
    }),
    component: lazyPage('identity', () => import('./SignInPage')),
  }),
  page(root, '/reset/$token', () => import('./PasswordResetPage')),
]

export const accountRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/account', () => import('./AccountPage')),
  page(shell, '/account/password', () => import('./PasswordPage')),
]
