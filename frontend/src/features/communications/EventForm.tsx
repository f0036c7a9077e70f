import { Checkbox, Chip, Group, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommunicationTopic } from '@/client'
import { may, useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import { PointFields } from '@/ui/PointFields'
import { useChecks } from '@/ui/use-checks'
import type { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import { plansQuery, usageQuery } from './api'
import classes from './Communications.module.css'
import { OwnFields } from './OwnFields'
import { fieldId, useFaults } from './use-faults'
import { isAhead, type Values } from './values'
import { ICONS, KINDS, TOPICS } from './words'

type Props = {
  draft: ReturnType<typeof useUnsavedDraft<Values>>
  /** New ones choose their kind, and say whether they have happened. */
  isNew?: boolean
  /** The ward mends a unit's record and says why. */
  needsNote?: boolean
  error: unknown
  busy: boolean
  save: string
  onSave: (values: Values) => void
}

/** Fields of the folded part. */
const FOLDED = ['description', 'plan_id', 'latitude', 'longitude'].map(fieldId)

/** First what it is, then only what this kind asks; the rest is folded away. */
export function EventForm({ draft, isNew, needsNote, error, busy, save, onSave }: Props) {
  const { t } = useTranslation(['communications', 'common'])
  const { value: values, set } = draft
  const units = useUnits('communication:correct')
  const { faults, passes } = useChecks(useFaults(error, values.kind), fieldId)
  // A fault of a folded field unfolds it: what is hidden can't take the focus.
  const [more, setMore] = useState(false)
  const folded = faults.some((fault) => FOLDED.includes(fault.fieldId ?? ''))
  useEffect(() => {
    if (folded) setMore(true)
  }, [folded])
  const patch = (change: Partial<Values>) => set((old) => ({ ...old, ...change }))
  const submit = () => {
    const day = values.kind === 'banner' ? 'put_up_on' : 'on'
    const whole = passes([
      ['title', values.title.trim().length < 3, t('form.titleMissing')],
      ['unit_id', !values.unit_id, t('form.unitMissing')],
      [day, !values[day], t('form.onMissing')],
      ['from', !values.from, t('form.fromMissing')],
      [
        'correction_note',
        Boolean(needsNote) && values.correction_note.trim().length < 5,
        t('form.noteMissing'),
      ],
    ])
    if (whole) onSave(values)
  }
  return (
    <DraftForm draft={draft} faults={faults} busy={busy} save={save} onSubmit={submit}>
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
        id={fieldId('title')}
        label={t('form.title')}
        placeholder={t(`example.${values.kind}`)}
        value={values.title}
        onChange={(event) => patch({ title: event.currentTarget.value })}
        maxLength={300}
        autoComplete="off"
      />
      {(units.ofWard || units.own.length > 1) && (
        <Select
          id={fieldId('unit_id')}
          label={t('column.unit')}
          data={units.own}
          value={values.unit_id}
          onChange={(unit_id) => patch({ unit_id })}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      {values.kind !== 'banner' && (
        <div className={classes.when}>
          <DateField
            id={fieldId('on')}
            label={t('form.on')}
            value={values.on}
            onChange={(on) => patch({ on })}
            clearable={false}
          />
          <TextInput
            id={fieldId('from')}
            type="time"
            label={t('form.from')}
            value={values.from}
            onChange={(event) => patch({ from: event.currentTarget.value })}
          />
          <TextInput
            id={fieldId('to')}
            type="time"
            label={`${t('form.to')} (${t('common:form.optional')})`}
            value={values.to}
            onChange={(event) => patch({ to: event.currentTarget.value })}
          />
        </div>
      )}
      {isNew && isAhead(values, new Date()) && <p className={classes.notice}>{t('form.notYet')}</p>}
      <OwnFields value={values} onChange={patch} />
      {values.kind === 'banner' && <PlanChoice value={values.plan_id} onChange={patch} banner />}
      <Select
        id={fieldId('place_unit_id')}
        label={`${t('form.place_unit_id')} (${t('common:form.optional')})`}
        data={units.places}
        value={values.place_unit_id}
        onChange={(place_unit_id) => patch({ place_unit_id })}
        searchable
        clearable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <TextInput
        id={fieldId('place')}
        label={`${t('form.place')} (${t('common:form.optional')})`}
        value={values.place}
        onChange={(event) => patch({ place: event.currentTarget.value })}
        maxLength={500}
        autoComplete="off"
      />
      <Switch
        id={fieldId('carried_hotline_111')}
        label={t('form.carried_hotline_111')}
        classNames={{ body: classes.choiceRow, label: classes.choice }}
        checked={values.carried_hotline_111}
        onChange={(event) => patch({ carried_hotline_111: event.currentTarget.checked })}
      />
      <fieldset className={classes.group}>
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
      <Messages value={values.message_ids} onChange={(message_ids) => patch({ message_ids })} />
      {needsNote && (
        <Textarea
          id={fieldId('correction_note')}
          label={`${t('form.note')} (${t('common:form.required')})`}
          value={values.correction_note}
          onChange={(event) => patch({ correction_note: event.currentTarget.value })}
          autosize
          minRows={2}
          maxLength={2000}
        />
      )}
      <details open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>{t('form.more')}</summary>
        <div className={classes.column} style={{ paddingTop: 8 }}>
          <Textarea
            id={fieldId('description')}
            label={t('form.description')}
            value={values.description}
            onChange={(event) => patch({ description: event.currentTarget.value })}
            autosize
            minRows={2}
            maxLength={8000}
          />
          {values.kind !== 'banner' && <PlanChoice value={values.plan_id} onChange={patch} />}
          <PointFields value={values} onChange={patch} fieldId={fieldId} />
        </div>
      </details>
    </DraftForm>
  )
}

/** The plan that it belongs to; a banner of a plan should be down when the plan ends. */
function PlanChoice({
  value,
  onChange,
  banner,
}: {
  value: string | null
  onChange: (change: Partial<Values>) => void
  banner?: boolean
}) {
  const { t } = useTranslation(['communications', 'common'])
  const reads = may(useSession(), 'plan:read')
  const plans = useQuery({ ...plansQuery, enabled: reads }).data?.items ?? []
  const data = plans
    .filter((plan) => plan.state !== 'draft' || plan.id === value)
    .map((plan) => ({ value: plan.id, label: [plan.number, plan.title].filter(Boolean).join(' · ') }))
  if (data.length === 0) return null
  return (
    <Select
      id={fieldId('plan_id')}
      label={`${t('form.plan_id')} (${t('common:form.optional')})`}
      description={banner ? t('form.planHelp') : undefined}
      data={data}
      value={value}
      onChange={(plan_id) => onChange({ plan_id })}
      clearable
      clearButtonProps={{ 'aria-label': t('form.planClear') }}
    />
  )
}

/** The slogans of the plan in force: chosen, not typed. */
function Messages({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation('communications')
  const messages = useQuery(usageQuery({})).data?.messages ?? []
  const [open, setOpen] = useState(value.length > 0)
  if (messages.length === 0) return null
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary id={fieldId('message_ids')}>{t('form.messages', { count: value.length })}</summary>
      <Checkbox.Group value={value} onChange={onChange} aria-label={t('form.messagesLabel')}>
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
