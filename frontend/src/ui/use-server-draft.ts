import { useEffect, useRef, useState } from 'react'
import { isProblem } from '@/lib/api'

/** After the last keystroke. */
const PAUSE_MS = 2500

export type SavedState = 'saved' | 'waiting' | 'saving' | 'failed' | 'stale'

/** Where typed text waits that the server doesn't have yet. */
export type Shelf = {
  kept: <Value>(name: string) => Value | undefined
  keep: (name: string, value: unknown) => void
  forget: (name: string) => void
}

export type ServerDraft<Values> = {
  /** Under which typed text waits on the shelf. */
  name: string
  start: Values
  version: number
  save: (values: Values, version: number) => Promise<{ version: number }>
  /** The version that the server has now, for who keeps their own text over a colleague's. */
  latest: () => Promise<number>
  /** Whether the server would take them. */
  ready?: (values: Values) => boolean
  /** Without one nothing outlives the page. */
  shelf?: Shelf
  /** What else a refusal calls for. */
  onRefused?: (problem: unknown) => void
}

const NO_SHELF: Shelf = { kept: () => undefined, keep: () => undefined, forget: () => undefined }

type Waiting<Values> = { values: Values; version: number }

/**
 * Values of a form that are kept on the server: some seconds after the last keystroke, and on leaving. Where a colleague
 * was faster nothing is overwritten until somebody says so.
 */
export function useServerDraft<Values>(options: ServerDraft<Values>) {
  const { name, start, version, save, latest, ready, onRefused } = options
  const { kept, keep, forget } = options.shelf ?? NO_SHELF
  const [before] = useState(() => kept<Waiting<Values>>(name))
  const [values, setValues] = useState(before?.values ?? start)
  const [state, setState] = useState<SavedState>(before ? 'waiting' : 'saved')
  const [error, setError] = useState<Error | null>(null)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const it = useRef({
    values,
    version: before?.version ?? version,
    dirty: Boolean(before),
    stale: false,
    timer: 0,
    running: null as Promise<boolean> | null,
  }).current
  const saving = useRef({ save, ready })
  saving.current = { save, ready }

  async function send(): Promise<boolean> {
    it.dirty = false
    setState('saving')
    try {
      it.version = (await saving.current.save(it.values, it.version)).version
      setError(null)
      setSavedAt(new Date())
      if (it.dirty) later()
      else forget(name)
      setState(it.dirty ? 'waiting' : 'saved')
      return true
    } catch (problem) {
      it.dirty = true
      it.stale = isProblem(problem) && problem.status === 412
      setError(problem as Error)
      setState(it.stale ? 'stale' : 'failed')
      keep(name, { values: it.values, version: it.version } satisfies Waiting<Values>)
      onRefused?.(problem)
      return false
    }
  }

  /** Everything typed so far is on the server, or it is said why not. */
  async function flush(): Promise<boolean> {
    clearTimeout(it.timer)
    if (it.running) await it.running
    if (!it.dirty) return true
    if (it.stale || saving.current.ready?.(it.values) === false) return false
    it.running = send().finally(() => {
      it.running = null
    })
    return it.running
  }

  function later() {
    clearTimeout(it.timer)
    it.timer = window.setTimeout(flush, PAUSE_MS)
  }

  function change(next: Values) {
    setValues(next)
    it.values = next
    it.dirty = true
    keep(name, { values: next, version: it.version } satisfies Waiting<Values>)
    if (it.stale) return
    setState('waiting')
    later()
  }

  useEffect(() => {
    if (it.dirty) later()
    const leaving = () => void (document.visibilityState === 'hidden' && flush())
    const online = () => void flush()
    document.addEventListener('visibilitychange', leaving)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      window.removeEventListener('online', online)
      void flush()
    }
  }, [])

  return {
    values,
    change,
    state,
    error,
    savedAt,
    flush,
    /** The version that a verb after the saving goes by. */
    version: () => it.version,
    /** Nothing waits any more: it was thrown away, or handed in. */
    drop: () => {
      clearTimeout(it.timer)
      it.dirty = false
      forget(name)
    },
    /** Writes one's own text over what a colleague saved. */
    keepMine: async () => {
      it.version = await latest()
      it.stale = false
      return flush()
    },
  }
}

export type Saved = Pick<
  ReturnType<typeof useServerDraft>,
  'state' | 'error' | 'savedAt' | 'flush' | 'drop' | 'keepMine'
>
