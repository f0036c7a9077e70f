import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/lib/api'
import type { FormFault } from '@/ui/FormErrors'
import { useProblemText } from '@/ui/problem-text'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = {
  ends_before_start: 'to',
  not_yet: 'from',
  half_a_point: 'latitude',
  place_outside_vietnam: 'latitude',
  unknown_script: 'script_id',
  unknown_plan: 'plan_id',
  unknown_message: 'message_ids',
  correction_note_required: 'correction_note',
  script_too_long: 'text',
}

/** A banner has days instead of hours. */
const OF_BANNER: Record<string, string> = {
  ends_before_start: 'taken_down_on',
  not_yet: 'put_up_on',
}
/** Where the form calls a field otherwise than the server. */
const ALIAS: Record<string, string> = { starts_at: 'on', ends_at: 'to' }

export const fieldId = (name: string) => `communication-${name.replaceAll('.', '-')}`

/** A refusal as lines of `FormErrors`. */
export function useFaults(error: unknown, kind?: string): FormFault[] {
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
        fieldId: fieldId(ALIAS[field] ?? field),
      }))
    }
    const field =
      error.code === 'unknown_unit'
        ? String(error.extra.field ?? 'unit_id')
        : (kind === 'banner' && OF_BANNER[error.code]) || FIELD_OF[error.code]
    return [{ message: text(error), fieldId: field && fieldId(field) }]
  }, [error, kind, t])
}
