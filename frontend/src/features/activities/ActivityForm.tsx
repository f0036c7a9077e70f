import { MultiSelect, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import { PointFields } from '@/ui/PointFields'
import { useChecks } from '@/ui/use-checks'
import type { useUnsavedDraft } from '@/ui/use-unsaved-draft'
import classes from './Activities.module.css'
import { planLinesQuery } from './api'
import { ChecklistFields } from './ChecklistFields'
import { MoneyFields, PartFields, PeopleFields } from './CountFields'
import { fieldId, useFaults } from './use-faults'
import { isAhead, type Values } from './values'
import { WhenFields } from './WhenFields'
import { AREAS } from './words'

type Props = {
  draft: ReturnType<typeof useUnsavedDraft<Values>>
  /** New ones say whether they have taken place; of a record its state says so. */
  isNew?: boolean
  /** The ward mends a unit's record and says why. */
  needsNote?: boolean
  error: unknown
  busy: boolean
  save: string
  onSave: (values: Values) => void
  children?: ReactNode
}

/** Fields that are never folded away. */
const IN_SIGHT = /^activity-(title|area|unit_id|on|from|to|place_unit_id|venue|correction_note|actual)(-|$)/

/** Above what a khu phố head needs in under a minute, everything else folded away below. */
export function ActivityForm({ draft, isNew, needsNote, error, busy, save, onSave, children }: Props) {
  const { t } = useTranslation(['activities', 'common'])
  const { value: values, set } = draft
  const units = useUnits('activity:correct')
  const [more, setMore] = useState(false)
  const { faults, passes } = useChecks(useFaults(error), fieldId)
  const patch = (change: Partial<Values>) => set((old) => ({ ...old, ...change }))
  const ahead = values.held && isAhead(values, new Date())

  // A field that is folded away can't take the focus.
  useEffect(() => {
    if (faults.some(({ fieldId: id }) => id && !IN_SIGHT.test(id))) setMore(true)
  }, [faults])

  const submit = () => {
    const whole = passes([
      ['title', values.title.trim().length < 3, t('form.titleMissing')],
      ['unit_id', !values.unit_id, t('form.unitMissing')],
      ['on', !values.on, t('form.onMissing')],
      ['from', !values.from, t('form.fromMissing')],
      ['to', !values.to, t('form.toMissing')],
      [
        'correction_note',
        Boolean(needsNote) && values.correction_note.trim().length < 5,
        t('form.noteMissing'),
      ],
    ])
    if (whole) onSave(values)
  }
  const chooseUnit = (unit_id: string | null) => {
    const unit = units.open.find((one) => one.id === unit_id)
    patch({ unit_id, ...(unit?.kind === 'khu_pho' ? { place_unit_id: unit.id } : {}) })
  }
  const optional = t('common:form.optional')

  return (
    <DraftForm draft={draft} faults={faults} busy={busy} save={save} onSubmit={submit}>
      {children}
      {isNew && (
        <SegmentedControl
          aria-label={t('form.held')}
          fullWidth
          size="md"
          data={[
            { value: 'yes', label: t('form.heldYes') },
            { value: 'no', label: t('form.heldNo') },
          ]}
          value={values.held ? 'yes' : 'no'}
          onChange={(held) => patch({ held: held === 'yes' })}
        />
      )}
      <TextInput
        id={fieldId('title')}
        label={t('form.title')}
        placeholder={t('form.titleExample')}
        value={values.title}
        onChange={(event) => patch({ title: event.currentTarget.value })}
        maxLength={300}
        autoComplete="off"
      />
      <Select
        id={fieldId('area')}
        label={t('column.area')}
        data={AREAS.map((area) => ({ value: area, label: t(`area.${area}`) }))}
        value={values.area}
        onChange={(area) => area && patch({ area })}
        allowDeselect={false}
      />
      {(units.ofWard || units.own.length > 1) && (
        <Select
          id={fieldId('unit_id')}
          label={t('form.unit')}
          data={units.own}
          value={values.unit_id}
          onChange={chooseUnit}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      <WhenFields value={values} onChange={patch} />
      {ahead && <p className={classes.hint}>{t('form.notYet')}</p>}
      <Select
        id={fieldId('place_unit_id')}
        label={t('form.place')}
        placeholder={t('form.placeNone')}
        data={units.places}
        value={values.place_unit_id}
        onChange={(place_unit_id) => patch({ place_unit_id })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.placeClear') }}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <TextInput
        id={fieldId('venue')}
        label={`${t('form.venue')} (${optional})`}
        placeholder={t('form.venueExample')}
        value={values.venue}
        onChange={(event) => patch({ venue: event.currentTarget.value })}
        maxLength={500}
        autoComplete="off"
      />
      {values.held ? (
        <PeopleFields
          name="actual"
          legend={t('form.actual')}
          value={values.actual}
          onChange={(actual) => patch({ actual })}
        />
      ) : (
        <PeopleFields
          name="planned"
          legend={t('form.planned')}
          value={values.planned}
          onChange={(planned) => patch({ planned })}
        />
      )}
      {needsNote && (
        <Textarea
          id={fieldId('correction_note')}
          label={`${t('form.note')} (${t('common:form.required')})`}
          description={t('form.noteHelp')}
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
          {values.held && (
            <>
              <PartFields value={values} onChange={patch} />
              <Textarea
                id={fieldId('outcome')}
                label={t('form.outcome')}
                description={t('form.outcomeHelp')}
                value={values.outcome}
                onChange={(event) => patch({ outcome: event.currentTarget.value })}
                autosize
                minRows={2}
                maxLength={8000}
              />
              <MoneyFields
                name="budget_spent"
                legend={t('form.spent')}
                value={values.budget_spent}
                onChange={(budget_spent) => patch({ budget_spent })}
              />
              <PeopleFields
                name="planned"
                legend={t('form.planned')}
                value={values.planned}
                onChange={(planned) => patch({ planned })}
              />
            </>
          )}
          <MoneyFields
            name="budget_planned"
            legend={t('form.budget')}
            value={values.budget_planned}
            onChange={(budget_planned) => patch({ budget_planned })}
          />
          <MultiSelect
            id={fieldId('supporting_unit_ids')}
            label={t('form.supporting')}
            data={units.all.filter((unit) => unit.value !== values.unit_id)}
            value={values.supporting_unit_ids}
            onChange={(supporting_unit_ids) => patch({ supporting_unit_ids })}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('form.supportingClear') }}
            nothingFoundMessage={t('common:list.nothingFound')}
          />
          <PlanLine value={values.plan_line_id} onChange={(plan_line_id) => patch({ plan_line_id })} />
          <TextInput
            id={fieldId('in_charge')}
            label={t('form.inCharge')}
            value={values.in_charge}
            onChange={(event) => patch({ in_charge: event.currentTarget.value })}
            maxLength={500}
            autoComplete="off"
          />
          <Textarea
            id={fieldId('description')}
            label={t('form.description')}
            value={values.description}
            onChange={(event) => patch({ description: event.currentTarget.value })}
            autosize
            minRows={2}
            maxLength={8000}
          />
          <DateField
            id={fieldId('ends_on')}
            label={t('form.endsOn')}
            description={t('form.endsOnHelp')}
            value={values.ends_on}
            onChange={(ends_on) => patch({ ends_on })}
          />
          <Switch
            id={fieldId('launch')}
            label={t('form.launch')}
            description={t('form.launchHelp')}
            checked={values.launch}
            onChange={(event) => patch({ launch: event.currentTarget.checked })}
          />
          <ChecklistFields
            on={values.outside_school}
            value={values.checklist}
            onSwitch={(outside_school) => patch({ outside_school })}
            onChange={(checklist) => patch({ checklist })}
          />
          <PointFields value={values} onChange={patch} fieldId={fieldId} />
        </div>
      </details>
    </DraftForm>
  )
}

/** The line of the plan ("Nội dung hoạt động") that it carries out. */
function PlanLine({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation(['activities', 'common'])
  const groups = useQuery(planLinesQuery).data ?? []
  if (groups.length === 0) return null
  return (
    <Select
      id={fieldId('plan_line_id')}
      label={`${t('form.planLine')} (${t('common:form.optional')})`}
      data={groups.map((group) => ({
        group: `${group.number} ${group.title}`,
        items: group.activities.map((line) => ({ value: line.id, label: line.text })),
      }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.planLineClear') }}
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}
