/** Idempotency keys: one per press of a button, kept while the server has given no definite answer. */
import { isProblem } from './problem'

/** Files and forms have no JSON of their own; name, size and time tell two of them apart. */
function describe(_key: string, value: unknown): unknown {
  if (value instanceof File) return ['file', value.name, value.size, value.lastModified]
  if (value instanceof FormData) return [...value.entries()]
  return value
}

/**
 * Remembers the key of the last unanswered attempt.
 *
 * Pressing again after a lost connection sends the same key, so the server does the work once;
 * other input, or a definite answer, starts a new key.
 */
export class AttemptKey {
  private pending: { fingerprint: string; key: string } | null = null

  keyFor(input: unknown): string {
    const fingerprint = JSON.stringify(input, describe) ?? ''
    if (this.pending?.fingerprint !== fingerprint) this.pending = { fingerprint, key: newKey() }
    return this.pending.key
  }

  settle(error?: unknown): void {
    if (!(isProblem(error) && error.unanswered)) this.pending = null
  }
}

/** `crypto.randomUUID` exists only on https and localhost; a ward's own http server needs the other way. */
function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
