import { useEffect, useRef, useState } from 'react'
import { draftName, keepDraft, readDraft } from '@/lib/drafts'
import { useSession } from '@/lib/session'

const PAUSE_MS = 400

type Kept<T> = { at: string; value: T }

/**
 * Form state that survives a reload, a closed tab or an ended session: kept on this device until `forget()`.
 *
 * `key` names the record and its version ("assignment:123:4"), so that a draft never meets another record.
 * It is the draft of whoever is signed in: signing out, or another account, forgets it (see `lib/drafts`).
 * Not for case files: what is secret must not stay on a shared machine.
 */
export function useUnsavedDraft<T>(key: string, initial: T) {
  const name = draftName(useSession(), key)
  const [start] = useState(() => readDraft<Kept<T>>(name))
  const [value, setValue] = useState<T>(start?.value ?? initial)
  const [keptAt, setKeptAt] = useState<string | null>(start?.at ?? null)
  const touched = useRef(false)

  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => {
      // Forgotten in the meantime: it was saved.
      if (!touched.current) return
      const at = new Date().toISOString()
      if (keepDraft(name, { at, value } satisfies Kept<T>)) setKeptAt(at)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [name, value])

  const forget = () => {
    touched.current = false
    setKeptAt(null)
    keepDraft(name, null)
  }

  return {
    value,
    set: (next: T | ((old: T) => T)) => {
      touched.current = true
      setValue(next)
    },
    /** Instant of the draft found at the start, to be told to the person; null when there was none. */
    restoredAt: start?.at ?? null,
    /** Instant of the last keeping; null when nothing is kept. */
    keptAt,
    /** Saved on the server, or given up. */
    forget,
    initial,
    /** Back to `initial`, and nothing kept. */
    discard: () => {
      forget()
      setValue(initial)
    },
  }
}

export type UnsavedDraft<T> = ReturnType<typeof useUnsavedDraft<T>>
