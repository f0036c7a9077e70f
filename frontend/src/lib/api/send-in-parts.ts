/** Files over a line that breaks: sent in parts, going on from what the server has, never from the start. */
import { beginUpload, readUpload, sendUploadPart, type TransferRead } from '@/client'
import { PartSize } from './part-size'
import { isProblem } from './problem'
import { unwrap } from './unwrap'
import type { AttemptHeaders } from './use-action'

/** How often in a row the line may break before the person is asked. */
export const TRIES = 8
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 20_000

type Options = {
  headers: AttemptHeaders
  signal: AbortSignal
  /** Share that is safe on the server, 0 to 1. */
  onProgress?: (share: number) => void
}

/**
 * Sends `file`, then lets `take` give it to its record.
 *
 * `take` gets a key of its own that belongs to the sent file: however often it is tried, the record takes it once.
 */
export async function sendInParts<Result>(
  file: File,
  { headers, signal, onProgress }: Options,
  take: (upload: TransferRead, headers: AttemptHeaders, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  // One key for one attempt with these bytes: a second press finds the transfer that was begun.
  const begun = await begin(file, `${headers['Idempotency-Key']}-${file.size}`, signal)
  const whole = await sendParts(file, begun, signal, onProgress)
  return persistently(() => take(whole, { 'Idempotency-Key': whole.id }, signal), signal)
}

async function begin(file: File, key: string, signal: AbortSignal): Promise<TransferRead> {
  const ask = (value: string) =>
    persistently(
      () =>
        beginUpload({
          body: { name: file.name, size: file.size },
          headers: { 'Idempotency-Key': value },
          signal,
        }).then(unwrap),
      signal,
    )
  try {
    return await ask(key)
  } catch (error) {
    // An earlier attempt ended with its answer lost: its transfer was taken. The record keeps the same file once.
    if (isProblem(error) && error.status === 404) return ask(`${key}-again`)
    throw error
  }
}

async function sendParts(
  file: File,
  begun: TransferRead,
  signal: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<TransferRead> {
  let transfer = begun
  let failures = 0
  let unsure = false
  const size = new PartSize()
  while (true) {
    try {
      if (unsure) {
        transfer = await readUpload({ path: { upload_id: begun.id }, signal }).then(unwrap)
        unsure = false
      }
      onProgress?.(transfer.received / transfer.size)
      if (transfer.received >= transfer.size) return transfer
      const offset = transfer.received
      const started = performance.now()
      transfer = await sendUploadPart({
        path: { upload_id: begun.id },
        query: { offset },
        body: file.slice(offset, offset + size.next(transfer.part_bytes)),
        signal,
      }).then(unwrap)
      size.arrived(transfer.received - offset, performance.now() - started)
      failures = 0
    } catch (error) {
      failures += 1
      if (signal.aborted || !isProblem(error) || failures > TRIES) throw error
      if (error.code === 'wrong_offset' && typeof error.extra.received === 'number') {
        transfer = { ...transfer, received: error.extra.received }
      } else if (error.unanswered) {
        size.broke()
        await pause(failures, signal)
        unsure = true
      } else throw error
    }
  }
}

/** Asks again while no answer comes; only for what may be asked twice. */
async function persistently<Result>(ask: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask()
    } catch (error) {
      if (signal.aborted || !isProblem(error) || !error.unanswered || failures > TRIES) throw error
      await pause(failures, signal)
    }
  }
}

/** Longer after each failure; over at once when the line is back or the sending is given up. */
function pause(failures: number, signal: AbortSignal): Promise<void> {
  const length = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(new DOMException('aborted', 'AbortError'))
      else resolve()
    }
    const timer = setTimeout(end, length)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
