/** What a job of each kind changes, and where that is looked at. */
export const KINDS = {
  children_import: { stale: ['children'], to: '/children', again: '/children/import' },
  children_export: { stale: [], to: '/children' },
  activities_import: { stale: ['activities'], to: '/activities', again: '/activities' },
  activities_export: { stale: [], to: '/activities' },
  communications_import: { stale: ['communications'], to: '/communications', again: '/communications' },
  communications_export: { stale: [], to: '/communications' },
  hazards_import: { stale: ['hazards'], to: '/hazards', again: '/hazards' },
  hazards_export: { stale: [], to: '/hazards' },
  injuries_import: { stale: ['injuries'], to: '/injuries', again: '/injuries' },
  injuries_export: { stale: [], to: '/injuries' },
  scripts_export: { stale: [], to: '/communications/scripts' },
  assignments_export: { stale: [], to: '/assignments' },
  gift_lines_export: { stale: [], to: '/gift-rounds' },
  gift_document: { stale: [], to: '/gift-rounds' },
  gift_ticks: {
    stale: ['giving', 'gift-rounds', 'gift-lines', 'donors', 'children', 'assignments'],
    to: '/gift-shares',
    again: '/gift-rounds',
  },
} as const satisfies Record<string, { stale: readonly string[]; to: string; again?: string }>

type Kind = keyof typeof KINDS

export const kindOf = (kind: string) => (kind in KINDS ? KINDS[kind as Kind] : undefined)
