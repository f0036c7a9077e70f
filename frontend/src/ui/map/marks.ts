/** What is drawn at a point: a shape that tells the state, colour only repeats it. */
import type { Tone } from '../Chip'

export type MarkShape = 'circle' | 'ring' | 'square' | 'triangle' | 'check'

const SHAPES: Record<MarkShape, (tone: Tone) => string> = {
  circle: (tone) =>
    `<circle cx="10" cy="10" r="8" fill="var(--${tone})" stroke="var(--card)" stroke-width="2"/>`,
  ring: (tone) =>
    `<circle cx="10" cy="10" r="7" fill="var(--card)" stroke="var(--${tone})" stroke-width="3"/>`,
  square: (tone) =>
    `<rect x="3" y="3" width="14" height="14" rx="2" fill="var(--card)" stroke="var(--${tone})" stroke-width="3"/>`,
  triangle: (tone) =>
    `<path d="M10 1 19 18H1z" fill="var(--${tone})" stroke="var(--card)" stroke-width="1.5"/>`,
  check: (tone) =>
    `<circle cx="10" cy="10" r="7" fill="var(--card)" stroke="var(--${tone})" stroke-width="2"/><path d="m6.5 10.4 2.4 2.4 4.6-5.4" fill="none" stroke="var(--${tone})" stroke-width="2.2"/>`,
}
const FILLED: readonly MarkShape[] = ['circle', 'triangle']

/** The shape as SVG, with how many stand there where there are several. */
export function markSvg(shape: MarkShape, tone: Tone, count = 1): string {
  const size = count > 1 ? 36 : 22
  const ink = FILLED.includes(shape) ? '--card' : '--ink'
  const number = `<text x="10" y="${shape === 'triangle' ? 16 : 13}" text-anchor="middle" font-size="${count > 99 ? 6.5 : 8}" font-weight="700" fill="var(${ink})">${count}</text>`
  // A tick under a number can't be read: the ring tells the same.
  const drawn = SHAPES[count > 1 && shape === 'check' ? 'ring' : shape](tone)
  return `<svg width="${size}" height="${size}" viewBox="0 0 20 20" aria-hidden="true">${drawn}${count > 1 ? number : ''}</svg>`
}
