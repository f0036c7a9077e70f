/** The source text cut into pieces: plain ones, and those that a line of the plan was read from. */
import type { Content, Span } from './types'

export type Mark = { id: string; span: Span }
export type Piece = { text: string; id: string | null }

/** Everything that was read and has a place, groups included. */
export function marksOf(content: Content): Mark[] {
  const parts: { id: string; span: Span | null }[] = [
    ...content.messages,
    ...content.activity_groups.flatMap((group) => [group, ...group.activities]),
    ...content.task_groups.flatMap((group) => [group, ...group.tasks]),
    ...content.report_deadlines.map((deadline, index) => ({ id: deadlineId(index), span: deadline.span })),
  ]
  return parts.flatMap(({ id, span }) => (span ? [{ id, span }] : []))
}

/** Report deadlines have no id of their own; there are a few, known by their order. */
export const deadlineId = (index: number): string => `deadline-${index}`

/**
 * Cuts `text` at the marks. Spans count Unicode characters, JavaScript counts halves of some: hence the array.
 * Where spans overlap, the one that starts first keeps its place and the other gets what is left of it;
 * the pieces together are always the whole text.
 */
export function slice(text: string, marks: Mark[]): Piece[] {
  const characters = Array.from(text)
  const pieces: Piece[] = []
  let at = 0
  const take = (end: number, id: string | null) => {
    if (end > at) pieces.push({ text: characters.slice(at, end).join(''), id })
    at = Math.max(at, end)
  }
  for (const { id, span } of marks.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    const [start, end] = [Math.min(span[0], characters.length), Math.min(span[1], characters.length)]
    take(start, null)
    take(end, id)
  }
  take(characters.length, null)
  return pieces
}
