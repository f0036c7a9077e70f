import type { Refusals } from '@/ui/use-faults'

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

export const REFUSALS: Refusals = {
  form: 'activity',
  nameOf: (name) => ALIAS[name] ?? name,
  fieldOf: ({ code }) => FIELD_OF[code],
  missing: {
    code: 'checklist_incomplete',
    text: (name) => `activities:check.missing.${name}`,
    field: (name) => `checklist.${name}`,
  },
}
