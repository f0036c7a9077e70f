import type { Content, Line, Task } from './types'

export const line = (id: string, text: string, span: [number, number] | null = null): Line => ({
  id,
  text,
  number: '',
  span,
})

export const task = (id: string, text: string, more: Partial<Task> = {}): Task => ({
  ...line(id, text),
  kind: 'other',
  event_on: null,
  due_before: null,
  named_assignee: null,
  assignees: null,
  ...more,
})

/** A small invented plan for tests: two messages, one group of activities, one assignee with two tasks. */
export const plan = (more: Partial<Content> = {}): Content => ({
  title: 'Kế hoạch thử',
  year: 2030,
  number: null,
  issued_on: null,
  theme: null,
  starts_on: null,
  ends_on: null,
  scope: null,
  references: [],
  purposes: [],
  requirements: [],
  messages: [line('m1', 'Thông điệp một'), line('m2', 'Thông điệp hai')],
  activity_groups: [
    { id: 'g1', number: 'IV.1', title: 'Truyền thông', kind: 'communication', span: null, activities: [] },
  ],
  task_groups: [
    {
      id: 'g2',
      number: 'V.1',
      assignee: 'Các trường học',
      span: null,
      assignees: { unit_ids: [], unit_kinds: [], certainty: 'ambiguous', candidates: ['u1', 'u2'] },
      tasks: [
        task('t1', 'Dạy bơi. Khám sức khoẻ.'),
        task('t2', 'Tổ chức trại hè', { due_before: '2030-06-20' }),
      ],
    },
  ],
  report_deadlines: [],
  recipients: [],
  signature: [],
  warnings: [],
  ...more,
})
