/** Unsaved work in the browser's storage. It is one account's in one ward, and gone when that account signs out. */
const PREFIX = 'draft:'

/** Whose drafts: nobody else's form ever meets them. */
export type Owner = { account: { id: string }; ward: { id: number } | null }

export const draftName = ({ account, ward }: Owner, key: string): string =>
  `${PREFIX}${account.id}:${ward?.id ?? ''}:${key}`

export function readDraft<Kept>(name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

/** Keeps it, or forgets it when there is nothing; false where the browser doesn't. */
export function keepDraft(name: string, kept: object | null): boolean {
  try {
    if (kept) localStorage.setItem(name, JSON.stringify(kept))
    else localStorage.removeItem(name)
    return true
  } catch {
    // A full or closed storage must not stop the work.
    return false
  }
}

/** Forgets all drafts on this device, save those of the account that goes on working. */
export function forgetDrafts(except?: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !(except && name.startsWith(`${PREFIX}${except}:`))) {
        localStorage.removeItem(name)
      }
    }
  } catch {
    // Nothing was kept then.
  }
}
