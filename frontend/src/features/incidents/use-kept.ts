import { useEffect, useRef, useState } from 'react'
import type { UnsavedDraft } from '@/ui/use-unsaved-draft'
import { isLocked } from './lock'
import { forget, keep, kept } from './memory'

/** Typed text that survives the lock; sent or thrown away, it is forgotten. */
export function useKept(name: string) {
  const [text, setText] = useState(() => kept<string>(name) ?? '')
  const set = (value: string) => {
    setText(value)
    if (value) keep(name, value)
    else forget(name)
  }
  return [text, set] as const
}

type Held<Value> = { value: Value }

/** State that survives the lock and nothing else: what is closed, sent or left begins anew. */
export function useKeptState<Value>(name: string, initial: Value | (() => Value)) {
  const [held, setHeld] = useState<Held<Value>>(
    () => kept<Held<Value>>(name) ?? { value: initial instanceof Function ? initial() : initial },
  )
  const now = useRef(held)
  now.current = held
  const [begun] = useState(held)
  useEffect(() => {
    if (kept(name) === undefined && now.current !== begun) keep(name, now.current)
    // The lock takes the page away; nothing else that does leaves anything behind.
    return () => {
      if (!isLocked()) forget(name)
    }
  }, [name, begun])
  const set = (value: Value) => {
    setHeld({ value })
    keep(name, { value } satisfies Held<Value>)
  }
  return [held.value, set] as const
}

/** What a small dialog begins with: its own values, or what was typed before the page locked. */
export function useKeptDraft<Values>(name: string, initial: Values): UnsavedDraft<Values> {
  const [start] = useState(initial)
  const [value, hold] = useKeptState(name, start)
  const set: UnsavedDraft<Values>['set'] = (next) => hold(next instanceof Function ? next(value) : next)
  return {
    value,
    set,
    initial: start,
    restoredAt: null,
    keptAt: null,
    forget: () => forget(name),
    discard: () => set(start),
  }
}
