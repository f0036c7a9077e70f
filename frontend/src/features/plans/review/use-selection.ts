import { useEffect, useState } from 'react'

/** Ids of the two places of one thing: in the reading and in the source text. */
export const itemDomId = (id: string) => `item-${id}`
export const markDomId = (id: string) => `mark-${id}`

type From = 'source' | 'reading' | 'outside'

/** Which line is open, and bringing its other place into view. On a phone only one of the two is shown. */
export function useSelection(showTab: (tab: 'source' | 'reading') => void) {
  const [{ selected, from, turn }, setState] = useState<{
    selected: string | null
    from: From
    turn: number
  }>({
    selected: null,
    from: 'outside',
    turn: 0,
  })

  useEffect(() => {
    // Choosing the same line again is another turn, and scrolls again.
    if (!selected || turn === 0) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const into = (id: string) =>
      document.getElementById(id)?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' })
    if (from !== 'source') into(markDomId(selected))
    if (from !== 'reading') into(itemDomId(selected))
  }, [selected, from, turn])

  const select = (id: string | null, origin: From) =>
    setState((old) => ({ selected: id, from: origin, turn: old.turn + 1 }))

  return {
    selected,
    fromReading: (id: string | null) => select(id, 'reading'),
    fromSource: (id: string) => {
      showTab('reading')
      select(id, 'source')
    },
    /** From a warning, a blocker, or "show in the document". */
    fromOutside: (id: string) => {
      showTab('reading')
      select(id, 'outside')
    },
    showInSource: (id: string) => {
      showTab('source')
      select(id, 'reading')
    },
  }
}

export type Selection = ReturnType<typeof useSelection>
