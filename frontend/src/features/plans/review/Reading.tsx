import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FanOutRead } from '@/client'
import { openUnitsQuery } from '../api'
import { addGroup, addItem, LINE_LISTS, type Place } from '../content/edit'
import { deadlineId } from '../content/spans'
import { GroupRow } from './GroupRow'
import { HeadForm } from './HeadForm'
import { ItemRow } from './ItemRow'
import { References } from './References'
import { ReportDeadlines } from './ReportDeadlines'
import classes from './review.module.css'
import type { Draft } from './use-draft'
import type { Selection } from './use-selection'

type Props = { draft: Draft; selection: Selection; fanOut: FanOutRead | undefined }

/** What was read, section by section; one line at a time is open for editing. */
export function Reading({ draft, selection, fanOut }: Props) {
  const { t } = useTranslation('plans')
  const units = useQuery(openUnitsQuery).data ?? []
  const { content } = draft
  const goesTo = useMemo(
    () => new Map(fanOut?.tasks.map((task) => [task.task_id, task.unit_ids.length])),
    [fanOut],
  )
  const row = { draft, selection, units }

  const add = (place: Place) => {
    const added = addItem(content, place)
    draft.change(() => added.content)
    selection.fromReading(added.id)
  }
  const grow = (of: 'tasks' | 'activities') => {
    const added = addGroup(content, of, t(of === 'tasks' ? 'group.newAssignee' : 'group.newGroup'))
    draft.change(() => added.content)
    selection.fromReading(added.id)
  }
  const addButton = (label: string, onClick: () => void) => (
    <Button variant="subtle" leftSection={<IconPlus size={18} />} onClick={onClick}>
      {label}
    </Button>
  )

  return (
    <div className={classes.reading}>
      <HeadForm draft={draft} />
      <References draft={draft} />
      {LINE_LISTS.map((list) => (
        <section key={list} aria-labelledby={`read-${list}`}>
          <h2 id={`read-${list}`}>{t(`section.${list}`, { count: content[list].length })}</h2>
          {content[list].map((line) => (
            <ItemRow key={line.id} item={line} {...row} />
          ))}
          {addButton(t(`add.${list}`), () => add(list))}
        </section>
      ))}
      <section aria-labelledby="read-activities">
        <h2 id="read-activities">{t('section.activities', { count: content.activity_groups.length })}</h2>
        {content.activity_groups.map((group) => (
          <div key={group.id}>
            <GroupRow group={group} name={group.title} {...row} />
            {group.activities.map((activity) => (
              <ItemRow key={activity.id} item={activity} {...row} />
            ))}
            {addButton(t('add.activity'), () => add(group.id))}
          </div>
        ))}
        {addButton(t('add.activityGroup'), () => grow('activities'))}
      </section>
      <section aria-labelledby="read-tasks">
        <h2 id="read-tasks">
          {t('section.tasks', {
            count: content.task_groups.reduce((sum, group) => sum + group.tasks.length, 0),
          })}
        </h2>
        {content.task_groups.map((group) => (
          <div key={group.id}>
            <GroupRow group={group} name={group.assignee} assignees={group.assignees} {...row} />
            {group.tasks.map((task) => (
              <ItemRow key={task.id} item={task} group={group} goesTo={goesTo.get(task.id)} {...row} />
            ))}
            {addButton(t('add.task'), () => add(group.id))}
          </div>
        ))}
        {addButton(t('add.assignee'), () => grow('tasks'))}
      </section>
      <ReportDeadlines draft={draft} domId={deadlineId} />
    </div>
  )
}
