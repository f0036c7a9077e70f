import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiProblem, isProblem } from '@/lib/api'
import { type TextKey, textAt } from '@/lib/texts'
import type { FormFault } from './FormErrors'
import { useProblemText } from './problem-text'

/** How a form finds the field of a refusal. Stands outside the component, so that the faults stay the same. */
export type Refusals = {
  /** Id of the field that the server calls so. */
  fieldId: (name: string) => string
  /** The field to which a refusal as a whole belongs. */
  fieldOf?: (problem: ApiProblem) => string | undefined
  /** A refusal that lists in `missing` what is owed: each becomes a line of its own. */
  missing?: { code: string; text: (name: string) => TextKey; field: (name: string) => string }
}

/** A refusal as lines of `FormErrors`. */
export function useFaults(error: unknown, { fieldId, fieldOf, missing }: Refusals): FormFault[] {
  const { t } = useTranslation()
  const text = useProblemText()
  return useMemo(() => {
    if (!error) return []
    if (!isProblem(error)) return [{ message: text(error) }]
    if (missing && error.code === missing.code && Array.isArray(error.extra.missing)) {
      return [
        { message: text(error) },
        ...error.extra.missing.map(String).map((name) => ({
          message: textAt(missing.text(name)),
          fieldId: fieldId(missing.field(name)),
        })),
      ]
    }
    if (error.errors.length > 0)
      return error.errors.map(({ field, detail }) => ({ message: detail, fieldId: fieldId(field) }))
    const field = fieldOf?.(error)
    return [{ message: text(error), fieldId: field && fieldId(field) }]
  }, [error, fieldId, fieldOf, missing, t])
}
