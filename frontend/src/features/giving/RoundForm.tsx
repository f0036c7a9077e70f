import { Button, MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GivingKind } from '@/client'
import { formatMoney } from '@/lib/format'
import { useUnits } from '@/lib/use-units'
import { DateField } from '@/ui/DateField'
import { DraftForm } from '@/ui/DraftForm'
import { Folded } from '@/ui/Folded'
import { NumberField } from '@/ui/NumberField'
import parts from '@/ui/parts.module.css'
import { type FormProps, type RecordForm, useRecordForm } from '@/ui/use-record-form'
import { donorsQuery } from './api'
import classes from './Giving.module.css'
import { ofRound } from './refusals'
import { MONEY, monthLater, THING, type Values, worthOf } from './values'
import { CHANNELS, ITEM_KINDS, inParts, KINDS, OCCASIONS, ONE_PER } from './words'

type Props = Omit<FormProps<Values>, 'isNew' | 'needsNote'>

/** Fields that are never folded away. */
const IN_SIGHT =
  /^(title|kind|occasion|unit_id|begins_on|items|nominators|nominate_before|donor_id|instalments)/

/** What, for whom, when: above; the rule and the rest folded away below. */
export function RoundForm({ draft, error, busy, save, onSave }: Props) {
  const { t } = useTranslation(['giving', 'common'])
  const units = useUnits('gift_round:correct')
  const form = useRecordForm({
    values: draft,
    error,
    refusals: ofRound,
    checks: (values) => [
      ['title', values.title.trim().length < 3, t('form.titleMissing')],
      ['begins_on', !values.begins_on, t('form.dayMissing')],
      [
        'instalments',
        inParts(values.kind) && values.instalments.some((one) => !one.due_on),
        t('form.partDayMissing'),
      ],
    ],
    onSave,
  })
  const { values, field, patch } = form
  const optional = t('common:form.optional')
  const own = units.ofWard ? [{ value: '', label: t('form.ofWard') }, ...units.own] : units.own
  return (
    <DraftForm form={form} busy={busy} save={save}>
      <Select
        {...field('kind')}
        label={t('round.kind')}
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        allowDeselect={false}
        onChange={(kind) => patch({ kind: (kind ?? 'gift') as GivingKind })}
      />
      <TextInput
        {...field('title')}
        label={t('form.title')}
        placeholder={t('form.titleExample')}
        maxLength={300}
        autoComplete="off"
      />
      <Select
        {...field('occasion')}
        label={t('round.occasion')}
        data={OCCASIONS.map((value) => ({ value, label: t(`occasion.${value}`) }))}
        allowDeselect={false}
      />
      {own.length > 1 && (
        <Select
          {...field('unit_id')}
          value={values.unit_id ?? ''}
          onChange={(unit_id) => patch({ unit_id: unit_id || null })}
          label={t('form.unit')}
          description={t('form.unitHelp')}
          data={own}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('common:list.nothingFound')}
        />
      )}
      {values.kind === 'sponsorship' && <DonorField form={form} />}
      <DateField {...field('begins_on')} label={t(inParts(values.kind) ? 'form.firstDay' : 'round.day')} />
      {inParts(values.kind) && <Instalments form={form} />}
      <Items form={form} />
      <MultiSelect
        {...field('nominators')}
        label={t('form.nominators')}
        description={t('form.nominatorsHelp')}
        data={units.ofWard ? units.all : units.own}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('form.nominatorsClear') }}
        nothingFoundMessage={t('common:list.nothingFound')}
      />
      <Quotas form={form} />
      <DateField {...field('nominate_before')} label={`${t('form.nominateBefore')} (${optional})`} />
      <Folded faults={form.faults} holds={(name) => !IN_SIGHT.test(name)}>
        <TextInput {...field('hour')} label={t('form.hour')} placeholder="8 giờ" maxLength={40} />
        <TextInput {...field('place')} label={t('form.place')} maxLength={500} autoComplete="off" />
        <Select
          {...field('channel')}
          label={t('form.channel')}
          data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
          allowDeselect={false}
        />
        <Select
          {...field('one_per')}
          label={t('form.onePer')}
          data={ONE_PER.map((value) => ({ value, label: t(`onePer.${value}`) }))}
          allowDeselect={false}
        />
        <Switch
          {...field('strict', 'checkbox')}
          label={t('form.strict')}
          description={t('form.strictHelp')}
        />
        <Criteria form={form} />
        <TextInput
          {...field('school_year')}
          label={t('form.schoolYear')}
          placeholder="2026-2027"
          maxLength={9}
          autoComplete="off"
        />
        <Textarea
          {...field('description')}
          label={t('form.description')}
          autosize
          minRows={2}
          maxLength={8000}
        />
      </Folded>
    </DraftForm>
  )
}

type Part = { form: RecordForm<Values> }

function DonorField({ form }: Part) {
  const { t } = useTranslation(['giving', 'common'])
  const donors = useQuery(donorsQuery).data?.items ?? []
  return (
    <Select
      {...form.field('donor_id')}
      label={t('form.sponsor')}
      data={donors.map((one) => ({ value: one.id, label: one.name }))}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('form.sponsorClear') }}
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}

/** What each child gets; money alone in most rounds. */
function Items({ form }: Part) {
  const { t } = useTranslation('giving')
  const { items } = form.values
  const set = (at: number, change: Partial<(typeof items)[number]>) =>
    form.patch({ items: items.map((one, place) => (place === at ? { ...one, ...change } : one)) })
  return (
    <fieldset className={parts.group}>
      <legend>{t('form.items')}</legend>
      <div className={parts.stack}>
        {items.map((one, at) => (
          <div key={at} className={classes.item}>
            <Select
              label={t('form.itemKind')}
              data={ITEM_KINDS.map((value) => ({ value, label: t(`item.${value}`) }))}
              value={one.kind}
              allowDeselect={false}
              onChange={(kind) => set(at, { kind: kind as typeof one.kind })}
            />
            <TextInput
              label={t('form.itemName')}
              value={one.name}
              maxLength={120}
              onChange={(event) => set(at, { name: event.currentTarget.value })}
            />
            <NumberField
              label={t('form.quantity')}
              value={one.quantity}
              onChange={(quantity) => set(at, { quantity: Math.min(quantity, 1000) })}
            />
            <NumberField
              label={t('form.unitValue')}
              value={one.unit_value}
              onChange={(unit_value) => set(at, { unit_value })}
            />
            {items.length > 1 && (
              <Button
                variant="subtle"
                onClick={() => form.patch({ items: items.filter((_, place) => place !== at) })}
              >
                {t('form.removeItem')}
              </Button>
            )}
          </div>
        ))}
        <div className={classes.ways}>
          <Button
            variant="default"
            onClick={() => form.patch({ items: [...items, items.length === 0 ? MONEY : THING] })}
          >
            {t('form.addItem')}
          </Button>
        </div>
        <p className={parts.quiet}>{t('form.worth', { amount: formatMoney(worthOf(items)) })}</p>
      </div>
    </fieldset>
  )
}

/** The days of a scholarship or sponsorship, with what must be so before. */
function Instalments({ form }: Part) {
  const { t } = useTranslation('giving')
  const { instalments, begins_on } = form.values
  const set = (at: number, change: Partial<(typeof instalments)[number]>) =>
    form.patch({ instalments: instalments.map((one, place) => (place === at ? { ...one, ...change } : one)) })
  const more = () => {
    const last = instalments.at(-1)?.due_on ?? begins_on
    form.patch({
      instalments: [
        ...(instalments.length === 0 ? [{ due_on: begins_on, condition: '' }] : instalments),
        { due_on: last ? monthLater(last) : null, condition: '' },
      ],
    })
  }
  return (
    <fieldset className={parts.group}>
      <legend>{t('form.instalments')}</legend>
      <div className={parts.stack}>
        {instalments.map((one, at) => (
          <div key={at} className={classes.item}>
            <DateField
              label={t('form.instalment', { number: at + 1 })}
              value={one.due_on}
              onChange={(due_on) => set(at, { due_on })}
            />
            <TextInput
              label={t('form.condition')}
              value={one.condition}
              maxLength={500}
              onChange={(event) => set(at, { condition: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              onClick={() => form.patch({ instalments: instalments.filter((_, place) => place !== at) })}
            >
              {t('form.removeItem')}
            </Button>
          </div>
        ))}
        <div className={classes.ways}>
          <Button variant="default" onClick={more}>
            {t('form.addInstalment')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

function Quotas({ form }: Part) {
  const { t } = useTranslation('giving')
  const { all } = useUnits()
  const { nominators, quotas } = form.values
  if (nominators.length === 0) return null
  return (
    <fieldset className={parts.group}>
      <legend>{t('form.quotas')}</legend>
      <div className={classes.quotas}>
        {nominators.map((unit_id) => (
          <NumberField
            key={unit_id}
            label={all.find((unit) => unit.value === unit_id)?.label ?? ''}
            placeholder={t('form.noQuota')}
            value={quotas[unit_id] ?? 0}
            onChange={(quota) => form.patch({ quotas: { ...quotas, [unit_id]: Math.min(quota, 5000) } })}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Whom the round is for: what the page of nominating begins with. */
function Criteria({ form }: Part) {
  const { t } = useTranslation(['giving', 'children'])
  const { field, patch } = form
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('form.criteriaClear') } }
  return (
    <fieldset className={parts.group}>
      <legend>{t('form.criteria')}</legend>
      <div className={parts.stack}>
        <MultiSelect
          {...field('poverty')}
          label={t('children:filter.poverty')}
          data={(['poor', 'near_poor'] as const).map((value) => ({
            value,
            label: t(`children:poverty.${value}`),
          }))}
          {...clear}
        />
        <MultiSelect
          {...field('needs')}
          label={t('children:filter.need')}
          data={(['one_parent', 'hardship', 'striving_student', 'at_risk', 'other'] as const).map(
            (value) => ({
              value,
              label: t(`children:need.${value}`),
            }),
          )}
          {...clear}
        />
        <div className={classes.quotas}>
          <NumberField
            {...field('age_from')}
            label={t('children:filter.ageFrom')}
            onChange={(age_from) => patch({ age_from: Math.min(age_from, 16) })}
          />
          <NumberField
            {...field('age_to')}
            label={t('children:filter.ageTo')}
            onChange={(age_to) => patch({ age_to: Math.min(age_to, 16) })}
          />
          <NumberField
            {...field('nothing_since_months')}
            label={t('form.nothingSince')}
            onChange={(months) => patch({ nothing_since_months: Math.min(months, 60) })}
          />
        </div>
      </div>
    </fieldset>
  )
}
