/** Changes of a plan's document. Each returns a new document and leaves the old one as it was, for undo. */
import type { Activity, Assignees, Content, Item, Line, Task } from './types'

/** The plan's lists of plain lines. */
export const LINE_LISTS = ['purposes', 'requirements', 'messages'] as const

/** Where a new line goes: one of the lists, or the group of activities or tasks with this id. */
export type Place = (typeof LINE_LISTS)[number] | string

const newId = (): string =>
  crypto.randomUUID?.() ??
  // Only https and localhost have `randomUUID`; a ward's own http server needs the other way.
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (+digit ^ ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & (15 >> (+digit / 4)))).toString(16),
  )

/** Applies `edit` to every list of lines; `place` names the list. */
function mapLists(content: Content, edit: <T extends Item>(items: T[], place: Place) => T[]): Content {
  return {
    ...content,
    purposes: edit(content.purposes, 'purposes'),
    requirements: edit(content.requirements, 'requirements'),
    messages: edit(content.messages, 'messages'),
    activity_groups: content.activity_groups.map((group) => ({
      ...group,
      activities: edit(group.activities, group.id),
    })),
    task_groups: content.task_groups.map((group) => ({ ...group, tasks: edit(group.tasks, group.id) })),
  }
}

export function itemsOf(content: Content): Item[] {
  return [
    ...LINE_LISTS.flatMap((list) => content[list]),
    ...content.activity_groups.flatMap((group) => group.activities),
    ...content.task_groups.flatMap((group) => group.tasks),
  ]
}

export type ItemChange = Partial<Omit<Task, 'id'>>

export const changeItem = (content: Content, id: string, change: ItemChange): Content =>
  mapLists(content, (items) => items.map((item) => (item.id === id ? { ...item, ...change } : item)))

export const dropItem = (content: Content, id: string): Content =>
  mapLists(content, (items) => items.filter((item) => item.id !== id))

/**
 * Cuts a line in two at `at` (index into its text). The first keeps the id, so its assignments follow it.
 * A cut that would leave an empty half changes nothing.
 */
export function splitItem(content: Content, id: string, at: number): Content {
  return mapLists(content, (items) =>
    items.flatMap((item) => {
      if (item.id !== id) return [item]
      const [first, second] = [item.text.slice(0, at).trim(), item.text.slice(at).trim()]
      if (!first || !second) return [item]
      return [
        { ...item, text: first },
        { ...item, id: newId(), text: second },
      ]
    }),
  )
}

/** Joins a line with the next one of its list; what only the next one knew (a day, an assignee) is kept. */
export function mergeWithNext(content: Content, id: string): Content {
  return mapLists(content, (items) => {
    const index = items.findIndex((item) => item.id === id)
    const first = items[index]
    const second = items[index + 1]
    if (!first || !second) return items
    const known = Object.fromEntries(Object.entries(first).filter(([, value]) => value !== null))
    const text = `${first.text.trim()} ${second.text.trim()}`
    const span = first.span && second.span ? [first.span[0], second.span[1]] : first.span
    return items.toSpliced(index, 2, { ...second, ...known, text, span } as typeof first)
  })
}

/** Whether the line has a next one in its list to be joined with. */
export function hasNext(content: Content, id: string): boolean {
  const lists: Item[][] = [
    ...LINE_LISTS.map((list) => content[list]),
    ...content.activity_groups.map((group) => group.activities),
    ...content.task_groups.map((group) => group.tasks),
  ]
  return lists.some((items) => items.slice(0, -1).some((item) => item.id === id))
}

/** Adds an empty line at the end of a list; returns its id too, so that it can be opened for typing. */
export function addItem(content: Content, place: Place): { content: Content; id: string } {
  const id = newId()
  const line: Line = { id, text: '', number: '', span: null }
  const activity: Activity = { ...line, kind: 'other', event_on: null, due_before: null }
  const task: Task = { ...activity, named_assignee: null, assignees: null }
  const list = LINE_LISTS.find((name) => name === place)
  const added: Content = {
    ...content,
    ...(list && { [list]: [...content[list], line] }),
    activity_groups: content.activity_groups.map((group) =>
      group.id === place
        ? {
            ...group,
            activities: [...group.activities, { ...activity, kind: group.kind, number: group.number }],
          }
        : group,
    ),
    task_groups: content.task_groups.map((group) =>
      group.id === place ? { ...group, tasks: [...group.tasks, { ...task, number: group.number }] } : group,
    ),
  }
  return { content: added, id }
}

/** Adds an assignee with one empty task, or a group of activities with one empty activity. */
export function addGroup(content: Content, of: 'tasks' | 'activities', name: string) {
  const id = newId()
  const common = { id, number: '', span: null }
  const grown: Content =
    of === 'tasks'
      ? {
          ...content,
          task_groups: [
            ...content.task_groups,
            { ...common, assignee: name, assignees: nobody('unknown'), tasks: [] },
          ],
        }
      : {
          ...content,
          activity_groups: [
            ...content.activity_groups,
            { ...common, title: name, kind: 'other', activities: [] },
          ],
        }
  return addItem(grown, id)
}

const nobody = (certainty: Assignees['certainty']): Assignees => ({
  unit_ids: [],
  unit_kinds: [],
  certainty,
  candidates: [],
})

export const isEmpty = (assignees: Assignees): boolean =>
  assignees.unit_ids.length === 0 && assignees.unit_kinds.length === 0

/** What a person chose counts as confirmed; with nothing chosen the question stays open. */
export function choose(old: Assignees | null, chosen: Pick<Assignees, 'unit_ids' | 'unit_kinds'>): Assignees {
  const before = old ?? nobody('unknown')
  const certainty = chosen.unit_ids.length + chosen.unit_kinds.length > 0 ? 'confirmed' : 'unknown'
  return { ...before, ...chosen, certainty }
}

export const changeGroup = (
  content: Content,
  id: string,
  change: { name?: string; assignees?: Assignees },
): Content => ({
  ...content,
  task_groups: content.task_groups.map((group) =>
    group.id === id
      ? { ...group, assignee: change.name ?? group.assignee, assignees: change.assignees ?? group.assignees }
      : group,
  ),
  activity_groups: content.activity_groups.map((group) =>
    group.id === id ? { ...group, title: change.name ?? group.title } : group,
  ),
})

/** Drops a group with all its lines. */
export const dropGroup = (content: Content, id: string): Content => ({
  ...content,
  task_groups: content.task_groups.filter((group) => group.id !== id),
  activity_groups: content.activity_groups.filter((group) => group.id !== id),
})

/** What can be saved: a line not yet written stays on the page only; an emptied title keeps the last one. */
export function saveable(content: Content, lastTitle: string): Content {
  const written = mapLists(content, (items) => items.filter((item) => item.text.trim() !== ''))
  const references = content.references.filter((one) => one.symbol.trim() !== '')
  return { ...written, references, title: content.title.trim() || lastTitle }
}
