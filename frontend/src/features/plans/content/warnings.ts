/** What the reader was unsure of and nobody has settled yet, folded by code. */
import { isEmpty, LINE_LISTS } from './edit'
import type { Mark } from './spans'
import type { Content, Task, Warning } from './types'

export type Fold = { code: string; warnings: Warning[] }

/** Whether the document still has what the warning is about. */
function stands(warning: Warning, content: Content): boolean {
  switch (warning.code) {
    case 'missing_number':
      return !content.number
    case 'missing_issue_date':
      return !content.issued_on
    case 'missing_theme':
      return !content.theme
    case 'missing_period':
      return !content.starts_on || !content.ends_on
    case 'missing_signature':
      return content.signature.length === 0
    case 'missing_messages':
      return content.messages.length === 0
    case 'missing_report_deadline':
      return content.report_deadlines.length === 0
    case 'missing_tasks':
      return content.task_groups.every((group) => group.tasks.length === 0)
  }
  if (!warning.item_id) return true
  for (const group of content.task_groups) {
    if (group.id === warning.item_id)
      return (
        warning.code !== 'unknown_assignee' ||
        (isEmpty(group.assignees) && group.assignees.certainty !== 'confirmed')
      )
    const task = group.tasks.find((one) => one.id === warning.item_id)
    if (task) return taskStands(warning, task)
  }
  const lines = LINE_LISTS.flatMap((list) => content[list])
  return (
    lines.some((line) => line.id === warning.item_id) ||
    content.activity_groups.some((group) =>
      [group, ...group.activities].some(({ id }) => id === warning.item_id),
    )
  )
}

function taskStands(warning: Warning, task: Task): boolean {
  if (warning.code === 'task_without_date') return !task.due_before && !task.event_on
  if (warning.code === 'unknown_assignee') return !task.assignees || isEmpty(task.assignees)
  return true
}

export function openWarnings(content: Content): Fold[] {
  const folds = new Map<string, Warning[]>()
  for (const warning of content.warnings) {
    if (!stands(warning, content)) continue
    folds.set(warning.code, [...(folds.get(warning.code) ?? []), warning])
  }
  return [...folds].map(([code, warnings]) => ({ code, warnings }))
}

/** The line or group a warning leads to: named, or the one read from the same place; null when there is none. */
export function targetOf(warning: Warning, marks: Mark[]): string | null {
  if (warning.item_id) return warning.item_id
  const at = warning.span?.[0]
  if (at === undefined) return null
  return marks.find(({ span }) => span[0] <= at && at < span[1])?.id ?? null
}
