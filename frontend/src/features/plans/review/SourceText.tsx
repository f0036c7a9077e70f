import { memo } from 'react'
import type { Piece } from '../content/spans'
import classes from './review.module.css'
import { itemDomId, markDomId } from './use-selection'

type Props = { pieces: Piece[]; selected: string | null; onSelect: (id: string) => void }

/** The document as text; what was read from it is marked, and each mark leads to its line. */
export const SourceText = memo(function SourceText({ pieces, selected, onSelect }: Props) {
  return (
    <div className={classes.source} lang="vi">
      {pieces.map(({ text, id }, index) =>
        id === null ? (
          text
        ) : (
          <a
            key={`${id} ${index}`}
            id={markDomId(id)}
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
