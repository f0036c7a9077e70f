import { useEffect, useRef, useState } from 'react'

const PREFIX = 'draft:'
const PAUSE_MS = 400

type Kept<T> = { at: string; value: T }

function read<T>(name: string): Kept<T> | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept<T> | null
  } catch {
    return null
  }
}

/**
 * Form state that survives a reload, a closed tab or an ended session: kept on this device until `forget()`.
 *
 * `key` names the record and its version ("assignment:123:4"), so that a draft never meets another record.
 * Not for case files: what is secret must not stay on a shared machine.
 */
export function useUnsavedDraft<T>(key: string, initial: T) {
  const name = PREFIX + key
  const [start] = useState(() => read<T>(name))
  const [value, setValue] = useState<T>(start?.value ?? initial)
  const [keptAt, setKeptAt] = useState<string | null>(start?.at ?? null)
  const touched = useRef(false)

  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => {
      // Forgotten in the meantime: it was saved.
      if (!touched.current) return
      const at = new Date().toISOString()
      try {
        localStorage.setItem(name, JSON.stringify({ at, value } satisfies Kept<T>))
        setKeptAt(at)
      } catch {
        // A full or closed storage must not stop the typing.
      }
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [name, value])

  const forget = () => {
    touched.current = false
    setKeptAt(null)
    try {
      localStorage.removeItem(name)
    } catch {
      // Nothing was kept then.
    }
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
