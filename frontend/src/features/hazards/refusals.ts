import type { Refusals } from '@/ui/use-faults'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = {
  half_a_point: 'latitude',
  point_outside_ward: 'latitude',
  not_yet_found: 'found_on',
  too_many_owners: 'owner_unit_ids',
  unknown_unit: 'unit_id',
  correction_note_required: 'correction_note',
}

export const REFUSALS: Refusals = { form: 'hazard', fieldOf: ({ code }) => FIELD_OF[code] }

/** Those of the small forms of a step. */
export const STEP: Refusals = {
  form: 'hazard-step',
  fieldOf: ({ code }) =>
    ({
      not_yet_found: 'done_on',
      too_many_owners: 'owner_unit_ids',
      recheck_out_of_reach: 'recheck_on',
      unknown_photo: 'after_file_id',
      unknown_unit: 'unit_id',
    })[code],
}
