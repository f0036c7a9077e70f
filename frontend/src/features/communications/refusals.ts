import type { Refusals } from '@/ui/use-faults'

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
}

/** A banner has days instead of hours. */
const OF_BANNER: Record<string, string> = {
  ...FIELD_OF,
  ends_before_start: 'taken_down_on',
  not_yet: 'put_up_on',
}
/** Where the form calls a field otherwise than the server. */
const ALIAS: Record<string, string> = { starts_at: 'on', ends_at: 'to' }

const refusals = (fields: Record<string, string>): Refusals => ({
  form: 'communication',
  nameOf: (name) => ALIAS[name] ?? name,
  fieldOf: ({ code, extra }) => (code === 'unknown_unit' ? String(extra.field ?? 'unit_id') : fields[code]),
  missing: { code: 'consent_missing', text: (name) => `communications:form.${name}`, field: (name) => name },
})
const REFUSALS = refusals(FIELD_OF)
const BANNER_REFUSALS = refusals(OF_BANNER)

export const refusalsOf = (kind?: string): Refusals => (kind === 'banner' ? BANNER_REFUSALS : REFUSALS)
