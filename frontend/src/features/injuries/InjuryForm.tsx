import { Radio, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { textAt } from '@/lib/texts'
import { useUnits } from '@/lib/use-units'
import { CorrectionNote } from '@/ui/CorrectionNote'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import parts from '@/ui/parts.module.css'
import { UnitField } from '@/ui/UnitField'
import { type FormProps, type RecordForm, useRecordForm } from '@/ui/use-record-form'
import classes from './Injuries.module.css'
import { REFUSALS } from './refusals'
import { OWED, type Values } from './values'
import { AGES, CARES, CAUSES, isSensitive, OUTCOMES, PLACES, SEXES } from './words'

type Props = FormProps<Values> & {
  /** Where it happened, if that is an unsafe place that is known. */
  site?: string | null
}

/** Eight short answers; no name is asked for. */
export function InjuryForm({ draft, site, needsNote, error, busy, save, onSave }: Props) {
  const { t } = useTranslation(['injuries', 'common'])
  const units = useUnits('injury:correct')
  const form = useRecordForm({
    values: draft,
    error,
    refusals: REFUSALS,
    checks: (values) => [
      ...OWED.map((name) => [name, !values[name], t('form.missing', { what: t(`form.${name}`) })] as const),
      [
        'correction_note',
        Boolean(needsNote) && values.correction_note.trim().length < 5,
        t('form.noteMissing'),
      ],
    ],
    onSave,
  })
  const { values, field } = form
  return (
    <DraftForm form={form} busy={busy} save={save}>
      <p className={parts.quiet}>{t('form.noName')}</p>
      {site && <p>{t('form.site', { site })}</p>}
      <DateField {...field('happened_on')} label={t('form.happened_on')} clearable={false} />
      <Select
        {...field('cause')}
        label={t('form.cause')}
        data={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))}
        allowDeselect={false}
        searchable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      {values.cause && isSensitive(values.cause) && <p className={parts.hint}>{t('form.sensitive')}</p>}
      <Choice form={form} name="age_band" texts="age" values={AGES} />
      <Choice form={form} name="sex" texts="sex" values={SEXES} />
      <Choice form={form} name="outcome" texts="outcome" values={OUTCOMES} />
      <Select
        {...field('place_kind')}
        label={t('form.place_kind')}
        data={PLACES.map((value) => ({ value, label: t(`place.${value}`) }))}
        allowDeselect={false}
      />
      <Choice form={form} name="care" texts="care" values={CARES} />
      <Select
        {...field('place_unit_id')}
        label={`${t('form.place_unit_id')} (${t('common:form.optional')})`}
        data={units.places}
        searchable
        clearable
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <UnitField field={field} units={units} label={t('form.unit_id')} />
      {needsNote && <CorrectionNote field={field} />}
    </DraftForm>
  )
}

type ChoiceProps = {
  form: RecordForm<Values>
  name: 'age_band' | 'sex' | 'outcome' | 'care'
  /** Where its words stand. */
  texts: 'age' | 'sex' | 'outcome' | 'care'
  values: readonly string[]
}

/** A few answers, all of them to be seen and one to be pressed. */
function Choice({ form, name, texts, values }: ChoiceProps) {
  const { t } = useTranslation('injuries')
  return (
    <Radio.Group {...form.field(name)} label={t(`form.${name}`)}>
      <div className={classes.answers}>
        {values.map((value) => (
          <Radio key={value} value={value} label={textAt(`injuries:${texts}.${value}`)} />
        ))}
      </div>
    </Radio.Group>
  )
}
