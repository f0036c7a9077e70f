import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import type { FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = {
  ends_before_start: 'to',
  activity_too_long: 'to',
  not_yet: 'on',
  counts_do_not_add_up: 'disabled_children',
  half_a_point: 'latitude',
  unknown_unit: 'unit_id',
  correction_note_required: 'correction_note',
}
/** Where the form calls a field otherwise than the server. */
const ALIAS: Record<string, string> = { starts_at: 'on', ends_at: 'to' }

export const fieldId = (name: string) => `activity-${name.replaceAll('.', '-')}`

/** A refusal as lines of `FormErrors`; fields carry the id `activity-<path>`. */
export function useFaults(error: unknown): FormFault[] {
  const { t } = useTranslation('activities')
  const text = useProblemText()
  return useMemo(() => {
    if (!error) return []
    if (!isProblem(error)) return [{ message: text(error) }]
    if (error.code === 'checklist_incomplete' && Array.isArray(error.extra.missing)) {
      return [
        { message: text(error) },
        ...error.extra.missing.map((name) => ({
          message: t(`check.missing.${name}` as never),
          fieldId: fieldId(`checklist.${name}`),
        })),
      ]
    }
    if (error.errors.length > 0) {
      return error.errors.map(({ field, detail }) => ({
        message: detail,
        fieldId: fieldId(ALIAS[field] ?? field),
      }))
    }
    const field = FIELD_OF[error.code]
    return [{ message: text(error), fieldId: field && fieldId(field) }]
  }, [error, t])
}
