import { useMemo } from 'react'
import { isProblem } from '@/lib/api'
import type { FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'

/** A refusal as lines of `FormErrors`; fields carry the id `<form>-<field>`. */
export function useFaults(error: unknown, form: string): FormFault[] {
  const text = useProblemText()
  return useMemo(() => {
    if (!error) return []
    if (!isProblem(error) || error.errors.length === 0) return [{ message: text(error) }]
    return error.errors.map(({ field, detail }) => ({
      message: detail,
      fieldId: `${form}-${field.split('.').at(-1)}`,
    }))
  }, [error, form])
}
