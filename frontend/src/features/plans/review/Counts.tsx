import { useTranslation } from 'react-i18next'
import { Chip } from '@/ui/Chip'
import type { Content } from '../content/types'
import shared from '../plans.module.css'

/** How much was read, to be held against the paper at a glance. */
export function Counts({ content }: { content: Content }) {
  const { t } = useTranslation('plans')
  const activities = content.activity_groups.reduce((sum, group) => sum + group.activities.length, 0)
  const tasks = content.task_groups.reduce((sum, group) => sum + group.tasks.length, 0)
  const groups = t('count.groups', { count: content.activity_groups.length })
  const assignees = t('count.assignees', { count: content.task_groups.length })
  const parts = [
    t('count.messages', { count: content.messages.length }),
    `${groups} · ${t('count.activities', { count: activities })}`,
    `${assignees} · ${t('count.tasks', { count: tasks })}`,
    t('count.deadlines', { count: content.report_deadlines.length }),
  ]
  return (
    <section className={shared.chips} aria-label={t('count.label')}>
      {parts.map((part) => (
        <Chip key={part} tone="ok" shape="circle">
          {part}
        </Chip>
      ))}
    </section>
  )
}
