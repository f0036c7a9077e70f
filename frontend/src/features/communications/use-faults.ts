import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import type { FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = {
  ends_before_start: 'taken_down_on',
  not_yet: 'on',
  half_a_point: 'latitude',
  place_outside_vietnam: 'latitude',
  unknown_unit: 'unit_id',
  unknown_script: 'script_id',
  correction_note_required: 'correction_note',
  script_too_long: 'text',
}

export const fieldId = (name: string) => `communication-${name.replaceAll('.', '-')}`

/** A refusal as lines of `FormErrors`. */
export function useFaults(error: unknown): FormFault[] {
  const { t } = useTranslation('communications')
  const text = useProblemText()
  return useMemo(() => {
    if (!error) return []
    if (!isProblem(error)) return [{ message: text(error) }]
    if (error.code === 'consent_missing' && Array.isArray(error.extra.missing)) {
      return [
        { message: text(error) },
        ...error.extra.missing.map((name) => ({
          message: t(`form.${name}` as never),
          fieldId: fieldId(String(name)),
        })),
      ]
    }
    if (error.errors.length > 0) {
      return error.errors.map(({ field, detail }) => ({
        message: detail,
        fieldId: fieldId(field === 'starts_at' ? 'on' : field),
      }))
    }
    const field = FIELD_OF[error.code]
    return [{ message: text(error), fieldId: field && fieldId(field) }]
  }, [error, t])
}
