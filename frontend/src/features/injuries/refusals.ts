import type { Refusals } from '@/ui/use-faults'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = {
  not_yet_happened: 'happened_on',
  unknown_unit: 'unit_id',
  correction_note_required: 'correction_note',
}

export const REFUSALS: Refusals = { form: 'injury', fieldOf: ({ code }) => FIELD_OF[code] }
