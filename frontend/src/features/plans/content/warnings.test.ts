import { describe, expect, it } from 'vitest'
import { changeGroup, changeItem, choose, dropItem } from './edit'
import { plan } from './fixture'
import { openWarnings, targetOf } from './warnings'

const about = (code: string, item_id: string | null = null) => ({ code, detail: code, span: null, item_id })
const codes = (content: ReturnType<typeof plan>) =>
  openWarnings(content).map(({ code, warnings }) => [code, warnings.length])

describe('openWarnings', () => {
  it('folds by code', () => {
    const warnings = [
      about('task_without_date', 't1'),
      about('missing_number'),
      about('task_without_date', 't2'),
    ]
    const content = changeItem(plan({ warnings }), 't2', { due_before: null })
    expect(codes(content)).toEqual([
      ['task_without_date', 2],
      ['missing_number', 1],
    ])
  })

  it('forgets what has been settled', () => {
    const content = plan({ warnings: [about('missing_number'), about('task_without_date', 't1')] })
    expect(codes({ ...content, number: '12/KH' })).toEqual([['task_without_date', 1]])
    expect(codes(changeItem(content, 't1', { event_on: '2030-06-01' }))).toEqual([['missing_number', 1]])
    expect(codes(dropItem(content, 't1'))).toEqual([['missing_number', 1]])
  })

  it('asks for an assignee until one is chosen', () => {
    const content = plan({ warnings: [about('unknown_assignee', 'g2')] })
    expect(codes(content)).toEqual([['unknown_assignee', 1]])
    const assignees = choose(null, { unit_ids: ['u1'], unit_kinds: [] })
    expect(codes(changeGroup(content, 'g2', { assignees }))).toEqual([])
  })
})

it('leads from a place in the text to the line that was read there', () => {
  const marks = [{ id: 't1', span: [10, 20] as [number, number] }]
  expect(targetOf({ ...about('possible_typo'), span: [12, 15] }, marks)).toBe('t1')
  expect(targetOf({ ...about('possible_typo'), span: [30, 35] }, marks)).toBeNull()
  expect(targetOf(about('task_without_date', 't9'), marks)).toBe('t9')
})
