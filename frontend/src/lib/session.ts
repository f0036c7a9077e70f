/** Who is signed in, for which ward and units, and what they may do. Read by the shell and every feature. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { chooseWard as choose, signOut as leave, readSession, type SessionRead } from '@/client'
import { unwrap } from './api'
import { forgetDrafts } from './drafts'

export type Session = SessionRead

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await readSession({ signal }).then(unwrap)
    // A session may have ended by itself; whoever comes next on this device finds nothing of it.
    forgetDrafts(session.account.id)
    return session
  },
  staleTime: 5 * 60_000,
})

/** The session; only inside the shell, where someone is signed in. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** Whether the person's roles know a verb, e.g. `plan:write`. On a record, ask its `allowed_actions` instead. */
export const may = (session: Session, permission: string): boolean => session.permissions.includes(permission)

/** Nothing of the person's unsaved work stays on the device. */
export async function signOut() {
  await leave()
  forgetDrafts()
}

/** Makes another of the person's wards the one they work in; every cached reading is then of the wrong ward. */
export const chooseWard = (wardId: number) => choose({ body: { ward_id: wardId } })
