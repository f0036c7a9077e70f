import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiProblem, isProblem } from '@/lib/api'
import { type TextKey, textAt } from '@/lib/texts'
import type { FormFault } from './FormErrors'
import { useProblemText } from './problem-text'

/** How a form finds the field of a refusal. Stands outside the component, so that the faults stay the same. */
export type Refusals = {
  /** Name of the form: the ids of its fields begin with it. */
  form: string
  /** The form's own name of a field, where the server calls it otherwise. */
  nameOf?: (name: string) => string
  /** The field to which a refusal as a whole belongs. */
  fieldOf?: (problem: ApiProblem) => string | undefined
  /** A refusal that lists in `missing` what is owed: each becomes a line of its own. */
  missing?: { code: string; text: (name: string) => TextKey; field: (name: string) => string }
}

/** Element id of a form's field: `activity-checklist-staff`. */
export const idOf = (form: string, name: string): string => `${form}-${name.replaceAll('.', '-')}`

/** A fault of the field that the form calls so. */
export const faultOf = (form: string, field: string | undefined, message: string): FormFault =>
  field === undefined ? { message } : { message, field, fieldId: idOf(form, field) }

/** A refusal as lines of `FormErrors`. */
export function useFaults(error: unknown, { form, nameOf, fieldOf, missing }: Refusals): FormFault[] {
  const { t } = useTranslation()
  const text = useProblemText()
  return useMemo(() => {
    if (!error) return []
    if (!isProblem(error)) return [{ message: text(error) }]
    const fault = (name: string | undefined, message: string) =>
      faultOf(form, name === undefined ? name : (nameOf?.(name) ?? name), message)
    if (missing && error.code === missing.code && Array.isArray(error.extra.missing)) {
      const owed = error.extra.missing.map(String)
      return [
        { message: text(error) },
        ...owed.map((name) => fault(missing.field(name), textAt(missing.text(name)))),
      ]
    }
    if (error.errors.length > 0) return error.errors.map(({ field, detail }) => fault(field, detail))
    return [fault(fieldOf?.(error), text(error))]
  }, [error, form, nameOf, fieldOf, missing, t])
}
