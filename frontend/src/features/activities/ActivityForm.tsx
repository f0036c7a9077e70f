import { MultiSelect, SegmentedControl, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '@/lib/use-units'
import { CorrectionNote } from '@/ui/CorrectionNote'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import { Folded } from '@/ui/Folded'
import { PointFields } from '@/ui/PointFields'
import parts from '@/ui/parts.module.css'
import { UnitField } from '@/ui/UnitField'
import { type Field, type FormProps, useRecordForm } from '@/ui/use-record-form'
import { planLinesQuery } from './api'
import { ChecklistFields } from './ChecklistFields'
import { MoneyFields, PartFields, PeopleFields } from './CountFields'
import { REFUSALS } from './refusals'
import { NameFields, OutcomeField } from './TextFields'
import { isAhead, type Values } from './values'
import { WhenFields } from './WhenFields'

type Props = FormProps<Values> & { children?: ReactNode }

/** Fields that are never folded away. */
const IN_SIGHT = /^(title|area|unit_id|on|from|to|place_unit_id|venue|correction_note|actual)(\.|$)/

/** Above what a khu phố head needs in under a minute, everything else folded away below. */
export function ActivityForm({ draft, isNew, needsNote, error, busy, save, onSave, children }: Props) {
  const { t } = useTranslation(['activities', 'common'])
  const units = useUnits('activity:correct')
  const form = useRecordForm({
    values: draft,
    error,
    refusals: REFUSALS,
    checks: (values) => [
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
    ],
    onSave,
  })
  const { values, field, patch } = form
  const ahead = values.held && isAhead(values, new Date())

  const chooseUnit = (unit_id: string | null) => {
    const unit = units.open.find((one) => one.id === unit_id)
    patch({ unit_id, ...(unit?.kind === 'khu_pho' ? { place_unit_id: unit.id } : {}) })
  }
  const optional = t('common:form.optional')

  return (
    <DraftForm form={form} busy={busy} save={save}>
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
      <NameFields field={field} />
      <UnitField field={field} units={units} label={t('form.unit')} onChange={chooseUnit} />
      <WhenFields field={field} />
      {ahead && <p className={parts.hint}>{t('form.notYet')}</p>}
      <Select
        {...field('place_unit_id')}
        label={t('form.place')}
        placeholder={t('form.placeNone')}
        data={units.places}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.placeClear') }}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <TextInput
        {...field('venue')}
        label={`${t('form.venue')} (${optional})`}
        placeholder={t('form.venueExample')}
        maxLength={500}
        autoComplete="off"
      />
      {values.held ? (
        <PeopleFields name="actual" legend={t('form.actual')} field={field} />
      ) : (
        <PeopleFields name="planned" legend={t('form.planned')} field={field} />
      )}
      {needsNote && <CorrectionNote field={field} help={t('form.noteHelp')} />}
      <Folded faults={form.faults} holds={(name) => !IN_SIGHT.test(name)}>
        {values.held && (
          <>
            <PartFields field={field} />
            <OutcomeField field={field} />
            <MoneyFields name="budget_spent" legend={t('form.spent')} field={field} />
            <PeopleFields name="planned" legend={t('form.planned')} field={field} />
          </>
        )}
        <MoneyFields name="budget_planned" legend={t('form.budget')} field={field} />
        <MultiSelect
          {...field('supporting_unit_ids')}
          label={t('form.supporting')}
          data={units.all.filter((unit) => unit.value !== values.unit_id)}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.supportingClear') }}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
        <PlanLine field={field} />
        <TextInput {...field('in_charge')} label={t('form.inCharge')} maxLength={500} autoComplete="off" />
        <Textarea
          {...field('description')}
          label={t('form.description')}
          autosize
          minRows={2}
          maxLength={8000}
        />
        <DateField {...field('ends_on')} label={t('form.endsOn')} description={t('form.endsOnHelp')} />
        <Switch
          {...field('launch', 'checkbox')}
          label={t('form.launch')}
          description={t('form.launchHelp')}
        />
        <ChecklistFields form={form} />
        <PointFields field={field} onPoint={patch} />
      </Folded>
    </DraftForm>
  )
}

/** The line of the plan ("Nội dung hoạt động") that it carries out. */
function PlanLine({ field }: { field: Field<'plan_line_id'> }) {
  const { t } = useTranslation(['activities', 'common'])
  const groups = useQuery(planLinesQuery).data ?? []
  if (groups.length === 0) return null
  return (
    <Select
      {...field('plan_line_id')}
      label={`${t('form.planLine')} (${t('common:form.optional')})`}
      data={groups.map((group) => ({
        group: `${group.number} ${group.title}`,
        items: group.activities.map((line) => ({ value: line.id, label: line.text })),
      }))}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.planLineClear') }}
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}
