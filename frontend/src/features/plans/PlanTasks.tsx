import { Card } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PublishedTask } from '@/client'
import { formatDateInText } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import classes from './plans.module.css'

/** The tasks in force, in the plan's order, under the assignee as the plan names it. */
export function PlanTasks({ tasks }: { tasks: PublishedTask[] }) {
  const { t } = useTranslation(['plans', 'common'])
  const groups: { assignee: string; tasks: PublishedTask[] }[] = []
  for (const task of tasks) {
    const last = groups.at(-1)
    if (last?.assignee === task.assignee_text) last.tasks.push(task)
    else groups.push({ assignee: task.assignee_text, tasks: [task] })
  }
  return (
    <Card component="section" aria-labelledby="tasks">
      <h2 id="tasks">{t('section.tasks', { count: tasks.length })}</h2>
      {groups.map((group) => (
        <div key={group.tasks[0]?.id}>
          <h3 className={classes.groupTitle}>{group.assignee}</h3>
          <ul className={classes.tasks}>
            {group.tasks.map((task) => (
              <li key={task.id}>
                <span className={classes.number}>{task.number}</span>
                <div>
                  <div>{task.text}</div>
                  <div className={classes.chips}>
                    <Chip tone="brand">{t(`common:taskKind.${task.kind}`)}</Chip>
                    {task.event_on && (
                      <span className={classes.quiet}>
                        {t('item.onDay', { date: formatDateInText(task.event_on) })}
                      </span>
                    )}
                    {task.due_before && (
                      <span className={classes.quiet}>
                        {t('item.before', { date: formatDateInText(task.due_before) })}
                      </span>
                    )}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  )
}
