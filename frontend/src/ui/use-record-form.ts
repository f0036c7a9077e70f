import { useForm } from '@mantine/form'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import type { FormFault } from './FormErrors'
import { faultOf, idOf, type Refusals, useFaults } from './use-faults'
import type { UnsavedDraft } from './use-unsaved-draft'

/** A field's name, whether it is wrong, and what is then said. */
export type Check<Name = string> = readonly [name: Name, wrong: boolean, message: string]

/** Names of fields; of what is held together, also its parts: `actual.boys`. */
export type FieldName<Values> = {
  [Key in keyof Values & string]: Values[Key] extends readonly unknown[]
    ? Key
    : Values[Key] extends object
      ? Key | `${Key}.${keyof Values[Key] & string}`
      : Key
}[keyof Values & string]

type InputProps = ReturnType<ReturnType<typeof useForm>['getInputProps']>

/** What an input of the kit is given. */
export type Field<Name extends string = string> = (
  name: Name,
  type?: 'checkbox',
) => InputProps & Required<Pick<InputProps, 'value'>> & { id: string }

type Options<Values> = {
  /** Where the values begin: from nothing, or with what the browser kept of them. */
  values: Values | UnsavedDraft<Values>
  /** Of the change that the form asks for. */
  error: unknown
  refusals: Refusals
  /** What is wrong before anything is sent. */
  checks?: (values: Values) => Check<FieldName<Values>>[]
  onSave: (values: Values) => void
}

/**
 * A record's form: its values, and its faults both at the top (`faults`, for `FormErrors`) and beside their fields.
 * What the form itself finds wrong comes first; then what the server refused.
 *
 * @example <TextInput {...form.field('title')} label={t('form.title')} />
 */
export function useRecordForm<Values extends object>(options: Options<Values>) {
  const { values: start, error, refusals, checks, onSave } = options
  const draft = isDraft(start) ? start : null
  const initial = draft ? draft.initial : (start as Values)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: draft ? draft.value : initial,
    onValuesChange: draft?.set,
  })
  const refused = useFaults(error, refusals)
  const [own, setOwn] = useState<FormFault[]>([])
  const faults = useMemo(() => (own.length > 0 ? own : refused), [own, refused])

  const { setErrors } = form
  useEffect(() => {
    setErrors(Object.fromEntries(faults.flatMap(({ field, message }) => (field ? [[field, message]] : []))))
  }, [faults, setErrors])

  const field: Field<FieldName<Values>> = (name, type) => ({
    value: undefined,
    ...form.getInputProps(name, { type }),
    id: idOf(refusals.form, name),
  })
  return {
    values: form.values,
    faults,
    field,
    /** For fields that change others with them. */
    patch: (change: Partial<Values>) => {
      // A field whose value stays keeps its fault; setting all values at once would clear every one.
      const set = form.setFieldValue as (name: string, value: unknown) => void
      for (const [name, value] of Object.entries(change)) set(name, value)
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault()
      const wrong = (checks?.(form.getValues()) ?? []).filter(([, isWrong]) => isWrong)
      setOwn(wrong.map(([name, , message]) => faultOf(refusals.form, name, message)))
      if (wrong.length === 0) onSave(form.getValues())
    },
    restoredAt: draft?.restoredAt ?? null,
    keptAt: draft?.keptAt ?? null,
    /** Back to where it began, and nothing kept. */
    discard: () => {
      form.setValues(initial)
      draft?.discard()
    },
  }
}

/** What a page hands to the form of its record, the same for a new one and for one that is changed. */
export type FormProps<Values> = {
  draft: UnsavedDraft<Values>
  /** New ones say whether they have happened; of a record its state says so. */
  isNew?: boolean
  /** The ward corrects a unit's record and says why. */
  needsNote?: boolean
  error: unknown
  busy: boolean
  save: string
  onSave: (values: Values) => void
}

export type RecordForm<Values extends object> = ReturnType<typeof useRecordForm<Values>>

function isDraft<Values>(start: Values | UnsavedDraft<Values>): start is UnsavedDraft<Values> {
  return typeof start === 'object' && start !== null && 'restoredAt' in start
}
