import { describe, expect, it } from 'vitest'
import { line, plan, task } from './fixture'
import { marksOf, slice } from './spans'

describe('slice', () => {
  it('cuts the text at the marks, whatever their order', () => {
    const pieces = slice('một hai ba', [
      { id: 'c', span: [8, 10] },
      { id: 'a', span: [0, 3] },
    ])
    expect(pieces).toEqual([
      { text: 'một', id: 'a' },
      { text: ' hai ', id: null },
      { text: 'ba', id: 'c' },
    ])
  })

  it('counts characters as the server does, also beyond the basic plane', () => {
    expect(slice('🎈🎈 vui', [{ id: 'a', span: [3, 6] }]).at(-1)).toEqual({ text: 'vui', id: 'a' })
  })

  it('keeps a line inside a longer passage', () => {
    const pieces = slice('abcdef', [
      { id: 'line', span: [2, 4] },
      { id: 'passage', span: [0, 6] },
    ])
    expect(pieces.map((piece) => piece.id)).toEqual(['passage', 'line', 'passage'])
  })

  it.each([
    ['overlapping', [0, 6], [4, 9]],
    ['nested', [0, 9], [2, 4]],
    ['past the end', [5, 40], [50, 60]],
    ['empty', [3, 3], [4, 4]],
  ] as const)('loses and repeats nothing when spans are %s', (_, first, second) => {
    const text = 'abcdefghij'
    const pieces = slice(text, [
      { id: 'a', span: [...first] },
      { id: 'b', span: [...second] },
    ])
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  })
})

it('marks only what has a place in the text', () => {
  const content = plan({ messages: [line('a', 'A', [1, 2]), line('b', 'B')] })
  expect(marksOf(content)).toEqual([{ id: 'a', span: [1, 2] }])
})

it('marks the heading of a group, not its lines with it', () => {
  const [group] = plan().task_groups
  if (!group) throw new Error('the plan has a group')
  const content = plan({
    messages: [],
    task_groups: [{ ...group, span: [10, 60], tasks: [{ ...task('t', 'T'), span: [30, 60] }] }],
  })
  expect(marksOf(content)).toEqual([
    { id: 'g2', span: [10, 30] },
    { id: 't', span: [30, 60] },
  ])
})
