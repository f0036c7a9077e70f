import { createHmac } from 'node:crypto'

const STEP_SECONDS = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** The last step whose code was typed, by account: no code works twice. */
const used = new Map<string, number>()

/** What an authenticator app shows (RFC 6238) for this secret in this step. */
export function codeOf(secret: string, step: number): string {
  const bits = [...secret].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  const from = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A code that the account hasn't used, and that the server takes: of this step or the next. */
export async function freshCode(account: string, secret: string): Promise<string> {
  const now = () => Math.floor(Date.now() / 1000 / STEP_SECONDS)
  const step = Math.max(now(), (used.get(account) ?? 0) + 1)
  while (step > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500))
  used.set(account, step)
  return codeOf(secret, step)
}
