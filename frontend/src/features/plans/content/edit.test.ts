import { describe, expect, it } from 'vitest'
import {
  addGroup,
  addItem,
  changeItem,
  choose,
  dropItem,
  hasNext,
  itemsOf,
  mergeWithNext,
  saveable,
  splitItem,
} from './edit'
import { line, plan } from './fixture'

const texts = (content: ReturnType<typeof plan>) => itemsOf(content).map((item) => item.text)

describe('changes of a document', () => {
  it('splits at the cursor; the first half keeps the id', () => {
    const tasks = splitItem(plan(), 't1', 'Dạy bơi.'.length).task_groups[0]?.tasks
    expect(tasks?.map((one) => one.text)).toEqual(['Dạy bơi.', 'Khám sức khoẻ.', 'Tổ chức trại hè'])
    expect(tasks?.[0]?.id).toBe('t1')
    expect(new Set(tasks?.map((one) => one.id)).size).toBe(3)
  })

  it('does not split off nothing', () => {
    expect(texts(splitItem(plan(), 't1', 0))).toEqual(texts(plan()))
    expect(texts(splitItem(plan(), 't1', 999))).toEqual(texts(plan()))
  })

  it('merges with the next line and keeps what only that one knew', () => {
    const [merged, ...rest] = mergeWithNext(plan(), 't1').task_groups[0]?.tasks ?? []
    expect(merged).toMatchObject({
      id: 't1',
      text: 'Dạy bơi. Khám sức khoẻ. Tổ chức trại hè',
      due_before: '2030-06-20',
    })
    expect(rest).toEqual([])
  })

  it('joins the places of both in the source', () => {
    const content = plan({ messages: [line('a', 'A', [0, 4]), line('b', 'B', [6, 9])] })
    expect(mergeWithNext(content, 'a').messages[0]?.span).toEqual([0, 9])
  })

  it('merges nothing with what comes after the last line of a list', () => {
    expect(mergeWithNext(plan(), 't2')).toEqual(plan())
    expect([hasNext(plan(), 't1'), hasNext(plan(), 't2')]).toEqual([true, false])
  })

  it('drops one line and leaves the old document as it was', () => {
    const before = plan()
    expect(texts(dropItem(before, 'm1'))).not.toContain('Thông điệp một')
    expect(before).toEqual(plan())
  })

  it('adds a line where it was asked for, with the number of its group', () => {
    const { content, id } = addItem(plan(), 'g2')
    expect(content.task_groups[0]?.tasks.at(-1)).toMatchObject({ id, number: 'V.1', text: '' })
    expect(addItem(plan(), 'messages').content.messages).toHaveLength(3)
  })

  it('adds an assignee with one task and nobody chosen', () => {
    const { content } = addGroup(plan(), 'tasks', 'Hội Phụ nữ')
    expect(content.task_groups[1]?.tasks).toHaveLength(1)
    expect(content.task_groups[1]?.assignees.certainty).toBe('unknown')
  })

  it('counts a choice as confirmed and an emptied one as open', () => {
    const asked = plan().task_groups[0]?.assignees ?? null
    const chosen = choose(asked, { unit_ids: ['u1'], unit_kinds: [] })
    expect(chosen).toMatchObject({ certainty: 'confirmed', candidates: ['u1', 'u2'] })
    expect(choose(chosen, { unit_ids: [], unit_kinds: [] }).certainty).toBe('unknown')
  })

  it('saves neither empty lines nor an empty title', () => {
    const content = { ...changeItem(addItem(plan(), 'g2').content, 'm1', { text: '  ' }), title: ' ' }
    const sent = saveable(content, 'Tên cũ')
    expect(sent.title).toBe('Tên cũ')
    expect(texts(sent)).toEqual(['Thông điệp hai', 'Dạy bơi. Khám sức khoẻ.', 'Tổ chức trại hè'])
  })
})
