import { Button, Checkbox, Group, MultiSelect, Select, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type ActivityArea, planActivitySeries, type SeriesCreate, type UnitKind } from '@/client'
import { unwrap, useAction } from '@/lib/api'
import { today } from '@/lib/format'
import { UNIT_KINDS } from '@/lib/units'
import { useUnits } from '@/lib/use-units'
import { instantOf } from '@/lib/when'
import { DraftForm } from '@/ui/DraftForm'
import { LinkButton } from '@/ui/LinkButton'
import { PageHeader } from '@/ui/PageHeader'
import parts from '@/ui/parts.module.css'
import { useRecordForm } from '@/ui/use-record-form'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Activities.module.css'
import { planTasksQuery } from './api'
import { activities } from './record'
import { REFUSALS } from './refusals'
import { NameFields } from './TextFields'
import { WhenFields } from './WhenFields'

type Values = ReturnType<typeof initial>

const initial = () => ({
  title: '',
  area: 'recreation' as ActivityArea,
  kinds: [] as UnitKind[],
  unit_ids: [] as string[],
  on: today() as string | null,
  from: '19:00',
  to: '21:00',
  task_id: null as string | null,
  description: '',
})

/** The same activity for many units at once; each unit then fills in its own. */
export default function SeriesPage() {
  const { t } = useTranslation(['activities', 'common'])
  const queryClient = useQueryClient()
  const units = useUnits()
  const tasks = useQuery(planTasksQuery)
  const draft = useUnsavedDraft('activity:series', initial())
  const plan = useAction({
    action: (body: SeriesCreate, headers) => planActivitySeries({ body, headers }).then(unwrap),
    onSuccess: () => {
      form.discard()
      return queryClient.invalidateQueries({ queryKey: activities.all })
    },
  })
  const unitsOf = ({ kinds, unit_ids }: Pick<Values, 'kinds' | 'unit_ids'>) =>
    units.open.filter((unit) => kinds.includes(unit.kind) || unit_ids.includes(unit.id))
  const form = useRecordForm({
    values: draft,
    error: plan.error,
    refusals: REFUSALS,
    checks: (values) => [
      ['title', values.title.trim().length < 3, t('form.titleMissing')],
      ['on', !values.on, t('form.onMissing')],
      ['from', !values.from, t('form.fromMissing')],
      ['to', !values.to, t('form.toMissing')],
      ['unit_ids', unitsOf(values).length === 0, t('series.nobody')],
    ],
    onSave: ({ title, kinds, on, from, to, ...rest }) =>
      plan.mutate({
        ...rest,
        title: title.trim(),
        unit_kinds: kinds,
        starts_at: instantOf(on ?? '', from),
        ends_at: instantOf(on ?? '', to),
      }),
  })
  const { field } = form
  const chosen = unitsOf(form.values)
  const optional = t('common:form.optional')

  if (plan.data) {
    return (
      <>
        <PageHeader title={t('series.doneTitle', { count: plan.data.created })} />
        <div className={`${parts.column} ${classes.narrow}`}>
          <p className={classes.words}>{t('series.done', { title: plan.data.title })}</p>
          {plan.data.linked > 0 && (
            <p className={classes.words}>{t('series.linked', { count: plan.data.linked })}</p>
          )}
          <Group gap={8}>
            <LinkButton to="/activities" search={{ series_id: plan.data.id }}>
              {t('series.show')}
            </LinkButton>
            <Button variant="default" onClick={() => plan.reset()}>
              {t('series.again')}
            </Button>
          </Group>
        </div>
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('series.title')} />
      <p className={classes.lead}>{t('series.lead')}</p>
      <DraftForm form={form} busy={plan.isPending} save={t('series.plan', { count: chosen.length })}>
        <NameFields field={field} />
        <WhenFields field={field} />
        <Checkbox.Group label={t('series.kinds')} {...field('kinds')}>
          <div className={`${parts.facts} ${classes.kinds}`}>
            {UNIT_KINDS.map((kind) => [kind, units.open.filter((unit) => unit.kind === kind).length] as const)
              .filter(([, count]) => count > 0)
              .map(([kind, count]) => (
                <Checkbox
                  key={kind}
                  value={kind}
                  label={t('series.kindCount', { kind: t(`unitKind.${kind}`), count })}
                  styles={{ body: { alignItems: 'center', minHeight: 44 } }}
                />
              ))}
          </div>
        </Checkbox.Group>
        <MultiSelect
          {...field('unit_ids')}
          label={`${t('series.units')} (${optional})`}
          data={units.all}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.supportingClear') }}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
        {(tasks.data?.length ?? 0) > 0 && (
          <Select
            {...field('task_id')}
            label={`${t('series.task')} (${optional})`}
            description={t('series.taskHelp')}
            data={tasks.data?.map((task) => ({ value: task.id, label: `${task.number}. ${task.text}` }))}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('series.taskClear') }}
            nothingFoundMessage={t('common:list.nothingFound')}
          />
        )}
        <Textarea
          {...field('description')}
          label={`${t('form.description')} (${optional})`}
          autosize
          minRows={2}
          maxLength={8000}
        />
      </DraftForm>
    </>
  )
}
