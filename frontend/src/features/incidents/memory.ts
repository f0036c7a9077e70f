/** Typed text that the server doesn't have yet, while a page is locked or left. It lies in memory, never on the device. */
let owner: string | undefined
const texts = new Map<string, unknown>()

/** Whoever signs in next finds nothing of it. */
export function belongTo(account: string): void {
  if (owner !== account) texts.clear()
  owner = account
}

export const kept = <Value>(name: string): Value | undefined => texts.get(name) as Value | undefined
export const keep = (name: string, value: unknown): void => void texts.set(name, value)
export const forget = (name: string): void => void texts.delete(name)
