/** The source text cut into pieces: plain ones, and those that a line of the plan was read from. */
import { LINE_LISTS } from './edit'
import type { Content, Span } from './types'

export type Mark = { id: string; span: Span }
export type Piece = { text: string; id: string | null }

type Placed = { id: string; span: Span | null }

/** A group's span holds its lines too; its own mark is what stands before them: the heading. */
function headingOf(group: Placed, lines: Placed[]): Placed {
  if (!group.span) return group
  const first = Math.min(...lines.flatMap(({ span }) => (span ? [span[0]] : [])))
  return { id: group.id, span: [group.span[0], Math.min(group.span[1], first)] }
}

/** Everything that was read and has a place, headings of groups included. */
export function marksOf(content: Content): Mark[] {
  const parts: Placed[] = [
    ...LINE_LISTS.flatMap((list) => content[list]),
    ...content.activity_groups.flatMap((group) => [headingOf(group, group.activities), ...group.activities]),
    ...content.task_groups.flatMap((group) => [headingOf(group, group.tasks), ...group.tasks]),
    ...content.references.map((reference, index) => ({ id: referenceId(index), span: reference.span })),
    ...content.report_deadlines.map((deadline, index) => ({ id: deadlineId(index), span: deadline.span })),
  ]
  return parts.flatMap(({ id, span }) => (span && span[1] > span[0] ? [{ id, span }] : []))
}

/** References and report deadlines have no id of their own; there are a few, known by their order. */
export const referenceId = (index: number): string => `reference-${index}`
export const deadlineId = (index: number): string => `deadline-${index}`

/**
 * Cuts `text` at the marks. Spans count Unicode characters, JavaScript counts halves of some: hence the array.
 * Where spans overlap, the shorter one wins: a line inside a longer passage stays a line of its own.
 * The pieces together are always the whole text.
 */
export function slice(text: string, marks: Mark[]): Piece[] {
  const characters = Array.from(text)
  const owners: (string | null)[] = new Array(characters.length).fill(null)
  const length = ({ span }: Mark) => span[1] - span[0]
  for (const { id, span } of marks.toSorted((a, b) => length(b) - length(a)))
    owners.fill(id, span[0], span[1])

  const pieces: Piece[] = []
  let start = 0
  for (let at = 1; at <= characters.length; at++) {
    if (at < characters.length && owners[at] === owners[start]) continue
    pieces.push({ text: characters.slice(start, at).join(''), id: owners[start] ?? null })
    start = at
  }
  return pieces
}
