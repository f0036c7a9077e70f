import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { isProblem } from '@/lib/api'
import { useSession } from '@/lib/session'
import { CASES, NEVER_KEPT, teamQuery } from './api'
import { LockScreen } from './LockScreen'
import { lock, useLocked } from './lock'
import { belongTo } from './memory'
import { Opened } from './Opened'
import { fetchPages } from './pages'

/** As on the server (`IDLE_MINUTES`). */
const IDLE_MS = 10 * 60_000
const LOOK_MS = 5000
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** A page of cases: closed after ten minutes without a touch, and nothing of it kept once it is closed or left. */
export function behindDoor(Page: ComponentType) {
  return function BehindDoor() {
    return (
      <Door>
        <Page />
      </Door>
    )
  }
}

/** One that reads nothing by itself: to who doesn't work on cases it doesn't exist either. */
export const ofTeam = (Page: ComponentType) =>
  behindDoor(function OfTeam() {
    return <Opened query={teamQuery}>{() => <Page />}</Opened>
  })

function Door({ children }: { children: ReactNode }) {
  const { account } = useSession()
  const queryClient = useQueryClient()
  const locked = useLocked()
  useState(() => {
    belongTo(account.id)
    queryClient.setQueryDefaults(CASES, NEVER_KEPT)
  })
  useIdleLock(locked)
  useEffect(fetchPages, [])
  useEffect(() => {
    const watch = (error: unknown) => isProblem(error, 'sign_in_again') && lock()
    const ends = [queryClient.getQueryCache(), queryClient.getMutationCache()].map((cache) =>
      cache.subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error') watch(event.action.error)
      }),
    )
    return () => {
      for (const end of ends) end()
    }
  }, [queryClient])
  useEffect(() => {
    const empty = () => {
      queryClient.removeQueries({ queryKey: CASES })
      // A verb's answer is the whole case.
      const verbs = queryClient.getMutationCache()
      for (const verb of verbs.getAll()) if (verb.state.status !== 'pending') verbs.remove(verb)
    }
    if (locked) empty()
    return empty
  }, [locked, queryClient])
  return locked ? <LockScreen /> : children
}

function useIdleLock(locked: boolean) {
  useEffect(() => {
    if (locked) return
    let touched = Date.now()
    const idle = () => Date.now() - touched >= IDLE_MS
    const look = () => void (idle() && lock())
    const touch = () => {
      // A sleeping device wakes up with a touch: too late all the same.
      look()
      touched = Date.now()
    }
    const timer = setInterval(look, LOOK_MS)
    document.addEventListener('visibilitychange', look)
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true })
    }
  }, [locked])
}
