import { MultiSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
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
import { type FormProps, type RecordForm, useRecordForm } from '@/ui/use-record-form'
import classes from './Hazards.module.css'
import { NearCards } from './NearCards'
import { RiskChip } from './RiskChip'
import { REFUSALS } from './refusals'
import { useNear } from './use-near'
import type { Values } from './values'
import { ICONS, KINDS, LEVELS, riskOf } from './words'

const FOLDED = ['description', 'found_on', 'owner_unit_ids', 'unit_id']
const MOST_OWNERS = 2

/** What, where, how dangerous; the rest is folded away. Under a minute on a phone, with or without a map. */
export function HazardForm(props: FormProps<Values> & { children?: ReactNode }) {
  const { draft, isNew, needsNote, error, busy, save, onSave, children } = props
  const { t } = useTranslation(['hazards', 'common'])
  const units = useUnits('hazard:correct')
  const form = useRecordForm({
    values: draft,
    error,
    refusals: REFUSALS,
    checks: (values) => [
      ['kind', !values.kind, t('form.kindMissing')],
      ['title', values.title.trim().length < 3, t('form.titleMissing')],
      ['unit_id', !values.unit_id, t('form.unitMissing')],
      ['found_on', !values.found_on, t('form.dayMissing')],
      [
        'correction_note',
        Boolean(needsNote) && values.correction_note.trim().length < 5,
        t('form.noteMissing'),
      ],
    ],
    onSave: async (values) => {
      if (!isNew || !(await holdsBack(values))) onSave(values)
    },
  })
  const { values, field, patch } = form
  const { near, holdsBack } = useNear(values)
  const kind = field('kind')
  return (
    <DraftForm form={form} busy={busy} save={save}>
      <fieldset className={classes.kinds} id={kind.id} tabIndex={-1}>
        <legend>{t('form.kind')}</legend>
        {KINDS.map((one) => {
          const Icon = ICONS[one]
          return (
            <button
              key={one}
              type="button"
              className={classes.kind}
              aria-pressed={values.kind === one}
              onClick={() => patch({ kind: one })}
            >
              <Icon size={22} aria-hidden />
              {t(`kind.${one}`)}
            </button>
          )
        })}
        {kind.error && <p className={classes.fault}>{kind.error}</p>}
      </fieldset>
      <TextInput
        {...field('title')}
        label={t('form.title')}
        placeholder={t('form.titleExample')}
        maxLength={300}
        autoComplete="off"
      />
      {children}
      <Select
        {...field('place_unit_id')}
        label={`${t('form.place_unit_id')} (${t('common:form.optional')})`}
        data={units.places}
        searchable
        clearable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <PointFields field={field} onPoint={patch} />
      {isNew && <NearCards near={near} />}
      <LevelField form={form} name="likelihood" />
      <LevelField form={form} name="harm" />
      <p className={parts.row} style={{ justifyContent: 'flex-start', margin: 0 }}>
        {t('form.risk')} <RiskChip risk={riskOf(values.likelihood, values.harm)} />
      </p>
      {needsNote && <CorrectionNote field={field} />}
      <Folded faults={form.faults} holds={(name) => FOLDED.includes(name)}>
        <Textarea
          {...field('description')}
          label={t('form.description')}
          autosize
          minRows={2}
          maxLength={8000}
        />
        <DateField {...field('found_on')} label={t('form.found_on')} clearable={false} />
        <MultiSelect
          {...field('owner_unit_ids')}
          label={t('form.owner_unit_ids')}
          description={t('form.ownersHelp')}
          data={units.all}
          maxValues={MOST_OWNERS}
          searchable
          nothingFoundMessage={t('common:list.nothingFound')}
        />
        <UnitField field={field} units={units} label={t('form.unit_id')} />
      </Folded>
    </DraftForm>
  )
}

/** Three words, one of them pressed. */
function LevelField({ form, name }: { form: RecordForm<Values>; name: 'likelihood' | 'harm' }) {
  const { t } = useTranslation('hazards')
  return (
    <fieldset className={parts.group}>
      <legend>{t(`form.${name}`)}</legend>
      <SegmentedControl
        aria-label={t(`form.${name}`)}
        fullWidth
        size="md"
        data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        value={form.values[name]}
        onChange={(value) => form.patch({ [name]: value })}
      />
    </fieldset>
  )
}
