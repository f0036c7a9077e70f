/** The plan's document as the server sends it: every member is there, so none is optional here. */
import type { PlanContent } from '@/client'

type Filled<T> = T extends [number, number]
  ? T
  : T extends (infer Item)[]
    ? Filled<Item>[]
    : T extends object
      ? { [Key in keyof T]-?: Filled<T[Key]> }
      : T

export type Content = Filled<PlanContent>
export type Line = Content['messages'][number]
export type ActivityGroup = Content['activity_groups'][number]
export type Activity = ActivityGroup['activities'][number]
export type TaskGroup = Content['task_groups'][number]
export type Task = TaskGroup['tasks'][number]
export type Assignees = TaskGroup['assignees']
export type Reference = Content['references'][number]
export type ReportDeadline = Content['report_deadlines'][number]
export type Warning = Content['warnings'][number]
/** Start and end in the source text, counted in Unicode characters. */
export type Span = [number, number]
/** A line people edit: a message, an activity or a task. */
export type Item = Line | Activity | Task
