import { memo } from 'react'
import type { Piece } from '../content/spans'
import classes from './review.module.css'
import { itemDomId, markDomId } from './use-selection'

type Props = { pieces: Piece[]; selected: string | null; onSelect: (id: string) => void }

/** The document as text; what was read from it is marked, and each mark leads to its line. */
export const SourceText = memo(function SourceText({ pieces, selected, onSelect }: Props) {
  // A passage around a line is in two pieces; its place is the first.
  const placed = new Set<string>()
  const firstOf = (id: string) => !placed.has(id) && placed.add(id)
  return (
    <div className={classes.source} lang="vi">
      {pieces.map(({ text, id }, index) =>
        id === null ? (
          text
        ) : (
          <a
            key={`${id} ${index}`}
            id={firstOf(id) ? markDomId(id) : undefined}
            href={`#${itemDomId(id)}`}
            className={classes.mark}
            aria-current={id === selected || undefined}
            onClick={(event) => {
              event.preventDefault()
              onSelect(id)
            }}
          >
            {text}
          </a>
        ),
      )}
    </div>
  )
})
