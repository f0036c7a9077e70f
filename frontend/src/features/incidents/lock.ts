/** Whether the pages of cases are closed until the password is typed once more. Known to this tab alone. */
import { useSyncExternalStore } from 'react'

let locked = false
const listeners = new Set<() => void>()

function set(value: boolean) {
  locked = value
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void) {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const lock = () => set(true)
export const unlock = () => set(false)
export const isLocked = () => locked
export const useLocked = () => useSyncExternalStore(subscribe, isLocked)
