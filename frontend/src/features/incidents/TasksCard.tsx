import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CaseRead, type CaseTask, type CaseTaskUpdate, updateIncidentTask } from '@/client'
import { ifMatch } from '@/lib/api'
import { formatDate, formatMoney } from '@/lib/format'
import { Chip } from '@/ui/Chip'
import { DateField } from '@/ui/DateField'
import { Deadline } from '@/ui/Deadline'
import { FormDialog } from '@/ui/FormDialog'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { ofDialog, useCaseVerb } from './api'
import { Fold } from './Fold'
import classes from './Incidents.module.css'
import { useKeptDraft, useKeptState } from './use-kept'

/** Services of the approved plan by their days, and what came of each. */
export function TasksCard({ one }: { one: CaseRead }) {
  const { t } = useTranslation('incidents')
  /** Id of a task. */
  const [open, setOpen] = useKeptState<string | null>(`task:${one.id}`, null)
  const written = one.tasks.find(({ id }) => id === open)
  const over = one.state === 'closed' || one.state === 'handed_over'
  const done = one.tasks.filter((task) => task.done_on).length
  return (
    <Fold title={t('tasks.title')} aside={t('tasks.done', { done, all: one.tasks.length })} open>
      <ul className={`${parts.plain} ${parts.dense}`}>
        {one.tasks.map((task) => (
          <li key={task.id} className={parts.row}>
            <div className={classes.grow}>
              <strong>{task.service}</strong>
              <p className={parts.quiet}>
                {[
                  task.body,
                  t('tasks.from', { day: formatDate(task.starts_on) }),
                  task.cost ? formatMoney(task.cost) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {task.result && <p className={classes.text}>{task.result}</p>}
            </div>
            {task.done_on ? (
              <Chip tone={task.late ? 'warm' : 'ok'} shape={task.late ? 'triangle' : 'check'}>
                {t('tasks.doneOn', { day: formatDate(task.done_on) })}
              </Chip>
            ) : over ? (
              <Chip>{t('tasks.undone')}</Chip>
            ) : (
              <Deadline due={task.ends_on} inclusive />
            )}
            {one.allowed_actions.includes('write') && (
              <Button
                variant="default"
                className="no-print"
                aria-label={t('tasks.writeOf', { service: task.service })}
                onClick={() => setOpen(task.id)}
              >
                {t('tasks.write')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {written && <TaskDialog one={one} task={written} onClose={() => setOpen(null)} />}
    </Fold>
  )
}

type Props = { one: CaseRead; task: CaseTask; onClose: () => void }

function TaskDialog({ one, task, onClose }: Props) {
  const { t } = useTranslation('incidents')
  const save = useCaseVerb<CaseTaskUpdate>({
    done: 'saved',
    quiet: true,
    call: (body) =>
      updateIncidentTask({ path: { case_id: one.id, task_id: task.id }, headers: ifMatch(task), body }),
    onDone: onClose,
  })
  const form = useRecordForm({
    values: useKeptDraft(`task:${task.id}:${one.id}`, {
      starts_on: task.starts_on as string | null,
      ends_on: task.ends_on as string | null,
      done_on: task.done_on,
      cost: task.cost,
      result: task.result,
    }),
    error: save.error,
    refusals: ofDialog,
    checks: ({ starts_on, ends_on }) => [
      ['starts_on', !starts_on, t('form.dayMissing')],
      ['ends_on', !ends_on, t('form.dayMissing')],
    ],
    onSave: (values) =>
      save.mutate({ ...values, starts_on: values.starts_on ?? '', ends_on: values.ends_on ?? '' }),
  })
  return (
    <FormDialog
      title={task.service}
      form={form}
      busy={save.isPending}
      send={t('form.save')}
      onClose={onClose}
    >
      <DateField {...form.field('starts_on')} label={t('services.from')} />
      <DateField {...form.field('ends_on')} label={t('services.to')} />
      <DateField {...form.field('done_on')} label={t('tasks.doneOnLabel')} />
      <NumberField {...form.field('cost')} label={t('services.cost')} />
      <Textarea {...form.field('result')} label={t('tasks.result')} autosize minRows={3} maxLength={4000} />
    </FormDialog>
  )
}
