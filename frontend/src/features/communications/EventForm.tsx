import { Checkbox, Chip, Group, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommunicationTopic } from '@/client'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { CorrectionNote } from '@/ui/CorrectionNote'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import { Folded } from '@/ui/Folded'
import { PointFields } from '@/ui/PointFields'
import parts from '@/ui/parts.module.css'
import { UnitField } from '@/ui/UnitField'
import { type FormProps, type RecordForm, useRecordForm } from '@/ui/use-record-form'
import { plansQuery, usageQuery } from './api'
import classes from './Communications.module.css'
import { OwnFields } from './OwnFields'
import { refusalsOf } from './refusals'
import { isAhead, type Values } from './values'
import { ICONS, KINDS, TOPICS } from './words'

/** Fields of the folded part. */
const FOLDED = ['description', 'plan_id', 'latitude', 'longitude']

/** First what it is, then only what this kind asks; the rest is folded away. */
export function EventForm({ draft, isNew, needsNote, error, busy, save, onSave }: FormProps<Values>) {
  const { t } = useTranslation(['communications', 'common'])
  const units = useUnits('communication:correct')
  const form = useRecordForm({
    values: draft,
    error,
    refusals: refusalsOf(draft.value.kind),
    checks: (values) => {
      const day = values.kind === 'banner' ? 'put_up_on' : 'on'
      return [
        ['title', values.title.trim().length < 3, t('form.titleMissing')],
        ['unit_id', !values.unit_id, t('form.unitMissing')],
        [day, !values[day], t('form.onMissing')],
        ['from', !values.from, t('form.fromMissing')],
        [
          'correction_note',
          Boolean(needsNote) && values.correction_note.trim().length < 5,
          t('form.noteMissing'),
        ],
      ]
    },
    onSave,
  })
  const { values, field, patch } = form
  return (
    <DraftForm form={form} busy={busy} save={save}>
      {isNew && (
        <>
          <fieldset className={classes.kinds}>
            <legend>{t('form.kind')}</legend>
            {KINDS.map((kind) => {
              const Icon = ICONS[kind]
              return (
                <button
                  key={kind}
                  type="button"
                  className={classes.kind}
                  aria-pressed={values.kind === kind}
                  onClick={() => patch({ kind })}
                >
                  <Icon size={22} aria-hidden />
                  {t(`kind.${kind}`)}
                </button>
              )
            })}
          </fieldset>
          <SegmentedControl
            aria-label={t('form.done')}
            fullWidth
            size="md"
            data={[
              { value: 'yes', label: t('form.doneYes') },
              { value: 'no', label: t('form.doneNo') },
            ]}
            value={values.done ? 'yes' : 'no'}
            onChange={(done) => patch({ done: done === 'yes' })}
          />
        </>
      )}
      <TextInput
        {...field('title')}
        label={t('form.title')}
        placeholder={t(`example.${values.kind}`)}
        maxLength={300}
        autoComplete="off"
      />
      <UnitField field={field} units={units} label={t('column.unit')} />
      {values.kind !== 'banner' && (
        <div className={classes.when}>
          <DateField {...field('on')} label={t('form.on')} clearable={false} />
          <TextInput {...field('from')} type="time" label={t('form.from')} />
          <TextInput {...field('to')} type="time" label={`${t('form.to')} (${t('common:form.optional')})`} />
        </div>
      )}
      {isNew && isAhead(values, new Date()) && <p className={parts.hint}>{t('form.notYet')}</p>}
      <OwnFields form={form} />
      {values.kind === 'banner' && <PlanChoice form={form} banner />}
      <Select
        {...field('place_unit_id')}
        label={`${t('form.place_unit_id')} (${t('common:form.optional')})`}
        data={units.places}
        searchable
        clearable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <TextInput
        {...field('place')}
        label={`${t('form.place')} (${t('common:form.optional')})`}
        maxLength={500}
        autoComplete="off"
      />
      <Switch
        {...field('carried_hotline_111', 'checkbox')}
        label={t('form.carried_hotline_111')}
        classNames={{ body: classes.choiceRow, label: classes.choice }}
      />
      <fieldset className={`${parts.group} ${parts.stack}`}>
        <legend>{t('form.topics')}</legend>
        <Chip.Group
          multiple
          value={values.topics}
          onChange={(topics) => patch({ topics: topics as CommunicationTopic[] })}
        >
          <Group gap={8}>
            {TOPICS.map((topic) => (
              <Chip key={topic} value={topic} size="md">
                {t(`topic.${topic}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </fieldset>
      <Messages form={form} />
      {needsNote && <CorrectionNote field={field} />}
      <Folded faults={form.faults} holds={(name) => FOLDED.includes(name)}>
        <Textarea
          {...field('description')}
          label={t('form.description')}
          autosize
          minRows={2}
          maxLength={8000}
        />
        {values.kind !== 'banner' && <PlanChoice form={form} />}
        <PointFields field={field} onPoint={patch} />
      </Folded>
    </DraftForm>
  )
}

/** The plan that it belongs to; a banner of a plan should be down when the plan ends. */
function PlanChoice({ form, banner }: { form: RecordForm<Values>; banner?: boolean }) {
  const { t } = useTranslation(['communications', 'common'])
  const reads = may(useSession(), 'plan:read')
  const plans = useQuery({ ...plansQuery, enabled: reads }).data?.items ?? []
  const data = plans
    .filter((plan) => plan.state !== 'draft' || plan.id === form.values.plan_id)
    .map((plan) => ({ value: plan.id, label: [plan.number, plan.title].filter(Boolean).join(' · ') }))
  if (data.length === 0) return null
  return (
    <Select
      {...form.field('plan_id')}
      label={`${t('form.plan_id')} (${t('common:form.optional')})`}
      description={banner ? t('form.planHelp') : undefined}
      data={data}
      clearable
      clearButtonProps={{ 'aria-label': t('form.planClear') }}
    />
  )
}

/** The slogans of the plan in force: chosen, not typed. */
function Messages({ form }: { form: RecordForm<Values> }) {
  const { id, ...group } = form.field('message_ids')
  const value = form.values.message_ids
  const { t } = useTranslation('communications')
  const messages = useQuery(usageQuery({})).data?.messages ?? []
  const [open, setOpen] = useState(value.length > 0)
  if (messages.length === 0) return null
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary id={id}>{t('form.messages', { count: value.length })}</summary>
      <Checkbox.Group {...group} aria-label={t('form.messagesLabel')}>
        <div>
          {messages.map((one) => (
            <Checkbox
              key={one.id}
              value={one.id}
              label={one.text}
              classNames={{ body: classes.choiceRow, label: classes.choice }}
            />
          ))}
        </div>
      </Checkbox.Group>
    </details>
  )
}
