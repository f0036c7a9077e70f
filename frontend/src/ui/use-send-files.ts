import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AttemptHeaders, isProblem, type UploadOptions } from '@/lib/api'
import { AttemptKey } from '@/lib/api/idempotency'
import { formatBytes } from '@/lib/format'
import { useProblemText } from './problem-text'

/** Sends one file to where it belongs. */
export type Sending = (
  file: File,
  options: Required<Pick<UploadOptions, 'onProgress' | 'signal'>> & { headers: AttemptHeaders },
) => Promise<unknown>

export type SentFile = {
  id: number
  file: File
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** 0 to 1. */
  share: number
  fault?: string
  /** Sending it again can't help: too large, or refused. */
  hopeless?: boolean
}

/** A queue of files, sent one after the other: on a weak line each then has the whole of it. `first` wait in it already. */
export function useSendFiles(send: Sending, limit: number, onSent?: () => void, first: File[] = []) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const next = useRef(0)
  const queued = (file: File): SentFile => {
    const id = next.current++
    if (file.size <= limit) return { id, file, state: 'waiting', share: 0 }
    const fault = t('file.tooLarge', { limit: formatBytes(limit) })
    return { id, file, state: 'failed', share: 0, fault, hopeless: true }
  }
  const [items, setItems] = useState<SentFile[]>(() => first.map(queued))
  const running = useRef<{ id: number; abort: AbortController } | null>(null)
  const keys = useRef(new Map<number, AttemptKey>())

  const patch = (id: number, change: Partial<SentFile>) =>
    setItems((old) => old.map((item) => (item.id === id ? { ...item, ...change } : item)))

  const run = async (item: SentFile) => {
    const abort = new AbortController()
    running.current = { id: item.id, abort }
    const key = keys.current.get(item.id) ?? new AttemptKey()
    keys.current.set(item.id, key)
    patch(item.id, { state: 'sending', share: 0, fault: undefined })
    try {
      await send(item.file, {
        signal: abort.signal,
        headers: { 'Idempotency-Key': key.keyFor(item.file) },
        onProgress: (share) => patch(item.id, { share }),
      })
      key.settle()
      patch(item.id, { state: 'sent', share: 1 })
      onSent?.()
    } catch (error) {
      key.settle(error)
      const hopeless = isProblem(error) && !error.unanswered
      patch(item.id, { state: 'failed', fault: problemText(error), hopeless })
    } finally {
      running.current = null
      // The queue looks at itself again when the list changes; a removed file changed it already.
      setItems((old) => [...old])
    }
  }

  // Each change of the list moves the queue on.
  useEffect(() => {
    const waiting = items.find((item) => item.state === 'waiting')
    if (waiting && !running.current) run(waiting)
  }, [items])
  useEffect(() => () => running.current?.abort.abort(), [])

  return {
    items,
    add: (files: File[]) => setItems((old) => [...old, ...files.map(queued)]),
    retry: (id: number) => patch(id, { state: 'waiting', fault: undefined }),
    remove: (id: number) => {
      if (running.current?.id === id) running.current.abort.abort()
      setItems((old) => old.filter((item) => item.id !== id))
    },
  }
}
