import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChildRead } from '@/client'
import { isProblem } from '@/lib/api'
import { today } from '@/lib/format'
import { useSession } from '@/lib/session'
import { useUnits } from '@/lib/use-units'
import { DraftForm } from '@/ui/DraftForm'
import { Folded } from '@/ui/Folded'
import parts from '@/ui/parts.module.css'
import { type Check, type Field, type FieldName, type FormProps, useRecordForm } from '@/ui/use-record-form'
import { birthText, bornBetween, parseBirth } from './birth'
import { GuardianFields } from './GuardianFields'
import { HouseholdSelect } from './HouseholdSelect'
import { ofChild } from './refusals'
import { SchoolFields } from './SchoolFields'
import { SimilarCard } from './SimilarCard'
import { useChildWords } from './use-child-words'
import { useSimilar } from './use-similar'
import { digits, isNobody, NOBODY, type Values } from './values'

type Props = Omit<FormProps<Values>, 'needsNote' | 'isNew'> & {
  /** The record that is changed; a new child has none. */
  child?: ChildRead
}

const MOST_GUARDIANS = 6
/** Fields that are never folded away. */
const IN_SIGHT = /^(full_name|birth|estimated|unit_id|guardians\.0\.)/

/** Above what is needed of every child, everything else folded away below. */
export function ChildForm({ draft, child, error, busy, save, onSave }: Props) {
  const { t } = useTranslation(['children', 'common'])
  const words = useChildWords()
  const looked = draft.value.different_from
  const alikeIds = useMemo(
    () => (isProblem(error, 'similar_child_exists') ? (error.extra.child_ids as string[]) : []),
    [error],
  )
  const open = alikeIds.filter((id) => !looked.includes(id))
  const form = useRecordForm<Values>({
    values: draft,
    // Everybody alike has been looked at: what was refused stands no longer.
    error: alikeIds.length > 0 && open.length === 0 ? null : error,
    refusals: ofChild,
    checks: (values) => [
      ['full_name', values.full_name.trim().length < 2, t('form.nameMissing')],
      ['birth', parseBirth(values.birth) === null, t('form.birthWrong')],
      ['birth', isAhead(values.birth), t('form.birthAhead')],
      ['unit_id', !values.unit_id, t('form.unitMissing')],
      ['personal_number', !/^(\d{12})?$/.test(digits(values.personal_number)), t('form.numberWrong')],
      ...values.guardians.flatMap((one, at): Check<FieldName<Values>>[] => [
        [
          `guardians.${at}.full_name` as 'guardians',
          !isNobody(one) && one.full_name.trim().length < 2,
          t('guardian.nameMissing'),
        ],
        [
          `guardians.${at}.relation` as 'guardians',
          !isNobody(one) && !one.relation,
          t('guardian.relationMissing'),
        ],
        [
          `guardians.${at}.phone` as 'guardians',
          one.phone !== '' && !/^\+?\d{8,14}$/.test(digits(one.phone)),
          t('guardian.phoneWrong'),
        ],
      ]),
    ],
    onSave,
  })
  const { values, field, patch } = form
  const anyField = field as Field
  const found = useSimilar(values, child?.id).filter((one) => !values.different_from.includes(one.id))
  const unchanged =
    child !== undefined &&
    (['full_name', 'birth', 'personal_number'] as const).every((name) => values[name] === draft.initial[name])
  const refused = found.some((one) => open.includes(one.id))
  const alike = !unchanged && (
    <SimilarCard
      found={found}
      onDifferent={
        child ? undefined : (id) => patch({ different_from: [...values.different_from, id].slice(-50) })
      }
    />
  )
  const born = parseBirth(values.birth)
  const optional = t('common:form.optional')
  const named = (label: string) => `${label} (${optional})`

  return (
    <DraftForm form={form} busy={busy} save={save}>
      {refused && alike}
      <TextInput
        {...field('full_name')}
        label={t('form.name')}
        maxLength={120}
        autoCapitalize="words"
        autoComplete="off"
        spellCheck={false}
      />
      <div className={parts.stack}>
        <TextInput
          {...field('birth')}
          label={t('form.birth')}
          description={t('form.birthHelp')}
          placeholder="02/09/2017"
          // Digits alone are enough on a keypad without a slash.
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
          onBlur={() => born && patch({ birth: birthText(born) })}
        />
        {born && !isAhead(values.birth) && (
          <p className={parts.quiet} aria-live="polite">
            {t(born.day ? 'birth.day' : born.month ? 'birth.month' : 'birth.year', {
              birth: words.birth({ ...born, estimated: values.estimated }),
              age: words.age({ ...born, estimated: values.estimated }),
            })}
          </p>
        )}
        <Switch {...field('estimated', 'checkbox')} label={t('form.estimated')} />
      </div>
      {!refused && alike}
      <WhereField
        field={anyField}
        child={child}
        onChoose={(unit_id) => patch({ unit_id, household_id: null })}
      />
      <GuardianFields field={anyField} at={0} legend={named(t('guardian.title'))} />
      <Folded faults={form.faults} holds={(name) => !IN_SIGHT.test(name)}>
        <Select
          {...field('sex')}
          label={t('form.sex')}
          placeholder={t('form.sexNone')}
          data={(['female', 'male'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
          clearable
          clearButtonProps={{ 'aria-label': t('form.sexClear') }}
        />
        <TextInput
          {...field('personal_number')}
          label={t('form.number')}
          description={t('form.numberHelp')}
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
        />
        <TextInput {...field('address')} label={t('form.address')} maxLength={500} autoComplete="off" />
        <SchoolFields field={anyField} values={values} />
        {values.guardians.slice(1).map((_, at) => (
          <GuardianFields
            key={at}
            field={anyField}
            at={at + 1}
            legend={t('guardian.another', { number: at + 2 })}
            onRemove={() => patch({ guardians: values.guardians.filter((_, place) => place !== at + 1) })}
          />
        ))}
        {values.guardians.length < MOST_GUARDIANS && (
          <div>
            <Button
              variant="default"
              onClick={() => patch({ guardians: [...values.guardians, { ...NOBODY, may_receive: false }] })}
            >
              {t('guardian.add')}
            </Button>
          </div>
        )}
        {values.unit_id && (
          <HouseholdSelect
            {...field('household_id')}
            unit_id={values.unit_id}
            known={child?.household}
            label={t('household.choose')}
            description={t('household.chooseHelp')}
          />
        )}
        <Textarea {...field('wishes')} label={t('form.wishes')} autosize minRows={2} maxLength={500} />
        <Textarea {...field('talents')} label={t('form.talents')} autosize minRows={2} maxLength={500} />
        <Textarea
          {...field('note')}
          label={t('form.note')}
          description={t('form.noteHelp')}
          autosize
          minRows={2}
          maxLength={8000}
        />
      </Folded>
    </DraftForm>
  )
}

/** The khu phố where the child lives: of one's own, or any for the ward and for schools. */
function WhereField({
  field,
  child,
  onChoose,
}: {
  field: Field
  child?: ChildRead
  onChoose: (unit_id: string | null) => void
}) {
  const { t } = useTranslation(['children', 'common'])
  const session = useSession()
  const units = useUnits('child:correct')
  const own = session.units.filter((unit) => unit.kind === 'khu_pho')
  const any = units.ofWard || session.units.some((unit) => unit.kind === 'school')
  const data = any ? units.places : own.map((unit) => ({ value: unit.id, label: unit.name }))
  if (!any && own.length < 2) return null
  const known = child && !data.some((unit) => unit.value === child.unit_id)
  return (
    <Select
      {...field('unit_id')}
      onChange={onChoose}
      label={t('form.unit')}
      data={known ? [{ value: child.unit_id, label: child.unit_name }, ...data] : data}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common:list.nothingFound')}
    />
  )
}

const isAhead = (typed: string): boolean => {
  const born = parseBirth(typed)
  return born !== null && bornBetween(born)[0] > today()
}
