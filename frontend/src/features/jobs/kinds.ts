/** What a job of each kind changes, and where that is looked at. */
export const KINDS = {
  children_import: { stale: ['children'], to: '/children' },
  children_export: { stale: [], to: '/children' },
} as const

export type Kind = keyof typeof KINDS

export const kindOf = (kind: string) => (kind in KINDS ? KINDS[kind as Kind] : undefined)
