/** Readings of sign-in and the own account; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import { listOwnSessions, readPasswordReset } from '@/client'
import { unwrap } from '@/lib/api'

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => listOwnSessions({ signal }).then(unwrap),
})

export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: ['password-reset', token],
    queryFn: ({ signal }) => readPasswordReset({ path: { token }, signal }).then(unwrap),
    // Asking again could use up the link's patience, and its answer doesn't change.
    staleTime: Number.POSITIVE_INFINITY,
  })
