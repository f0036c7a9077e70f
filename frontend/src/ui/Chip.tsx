import type { ReactNode } from 'react'
import classes from './Chip.module.css'

export type Tone = 'brand' | 'warm' | 'bad' | 'ok' | 'info' | 'mute'
export type Shape = 'circle' | 'triangle' | 'square' | 'ring' | 'diamond' | 'check'

/** Meaning by word and shape; colour only repeats it. */
export function Chip({
  tone = 'mute',
  shape,
  children,
}: {
  tone?: Tone
  shape?: Shape
  children: ReactNode
}) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {shape && (
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          {SHAPES[shape]}
        </svg>
      )}
      {children}
    </span>
  )
}

const SHAPES: Record<Shape, ReactNode> = {
  circle: <circle cx="5" cy="5" r="4.2" />,
  triangle: <path d="M5 .8 9.6 9.2H.4z" />,
  square: <rect x="1" y="1" width="8" height="8" rx="1.6" />,
  ring: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  diamond: <path d="M5 .4 9.6 5 5 9.6.4 5z" />,
  check: (
    <path
      d="m1.2 5.4 2.6 2.6 5-5.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    />
  ),
}
