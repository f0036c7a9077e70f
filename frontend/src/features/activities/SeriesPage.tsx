import { Button, Checkbox, Group, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
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
import { useChecks } from '@/ui/use-checks'
import { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Activities.module.css'
import { planTasksQuery } from './api'
import { activities } from './record'
import { fieldId, useFaults } from './use-faults'
import { WhenFields } from './WhenFields'
import { AREAS } from './words'

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
  const { value } = draft
  const patch = (change: Partial<typeof value>) => draft.set((old) => ({ ...old, ...change }))
  const plan = useAction({
    action: (body: SeriesCreate, headers) => planActivitySeries({ body, headers }).then(unwrap),
    onSuccess: () => {
      draft.discard()
      return queryClient.invalidateQueries({ queryKey: activities.all })
    },
  })
  const { faults, passes } = useChecks(useFaults(plan.error), fieldId)
  const chosen = units.open.filter(
    (unit) => value.kinds.includes(unit.kind) || value.unit_ids.includes(unit.id),
  )
  const optional = t('common:form.optional')

  const submit = () => {
    const whole = passes([
      ['title', value.title.trim().length < 3, t('form.titleMissing')],
      ['on', !value.on, t('form.onMissing')],
      ['from', !value.from, t('form.fromMissing')],
      ['to', !value.to, t('form.toMissing')],
      ['unit_ids', chosen.length === 0, t('series.nobody')],
    ])
    if (!whole || !value.on) return
    plan.mutate({
      title: value.title.trim(),
      area: value.area,
      unit_kinds: value.kinds,
      unit_ids: value.unit_ids,
      task_id: value.task_id,
      starts_at: instantOf(value.on, value.from),
      ends_at: instantOf(value.on, value.to),
      description: value.description,
    })
  }

  if (plan.data) {
    return (
      <>
        <PageHeader title={t('series.doneTitle', { count: plan.data.created })} />
        <div className={`${classes.column} ${classes.narrow}`}>
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
      <DraftForm
        draft={draft}
        faults={faults}
        busy={plan.isPending}
        save={t('series.plan', { count: chosen.length })}
        onSubmit={submit}
      >
        <TextInput
          id={fieldId('title')}
          label={t('form.title')}
          placeholder={t('form.titleExample')}
          value={value.title}
          onChange={(event) => patch({ title: event.currentTarget.value })}
          maxLength={300}
          autoComplete="off"
        />
        <Select
          id={fieldId('area')}
          label={t('column.area')}
          data={AREAS.map((area) => ({ value: area, label: t(`area.${area}`) }))}
          value={value.area}
          onChange={(area) => area && patch({ area })}
          allowDeselect={false}
        />
        <WhenFields value={value} onChange={patch} />
        <Checkbox.Group
          label={t('series.kinds')}
          value={value.kinds}
          onChange={(kinds) => patch({ kinds: kinds as UnitKind[] })}
        >
          <div className={classes.facts}>
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
          id={fieldId('unit_ids')}
          label={`${t('series.units')} (${optional})`}
          data={units.all}
          value={value.unit_ids}
          onChange={(unit_ids) => patch({ unit_ids })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.supportingClear') }}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
        {(tasks.data?.length ?? 0) > 0 && (
          <Select
            id={fieldId('task_id')}
            label={`${t('series.task')} (${optional})`}
            description={t('series.taskHelp')}
            data={tasks.data?.map((task) => ({ value: task.id, label: `${task.number}. ${task.text}` }))}
            value={value.task_id}
            onChange={(task_id) => patch({ task_id })}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('series.taskClear') }}
            nothingFoundMessage={t('common:list.nothingFound')}
          />
        )}
        <Textarea
          id={fieldId('description')}
          label={`${t('form.description')} (${optional})`}
          value={value.description}
          onChange={(event) => patch({ description: event.currentTarget.value })}
          autosize
          minRows={2}
          maxLength={8000}
        />
      </DraftForm>
    </>
  )
}
