import { useState } from 'react'
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
