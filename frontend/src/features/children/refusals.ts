import type { ApiProblem } from '@/lib/api'
import type { Refusals } from '@/ui/use-faults'

/** The field to which a refusal as a whole belongs, where the server doesn't name it itself. */
const FIELD_OF: Record<string, string> = {
  unknown_unit: 'unit_id',
  group_of_another_age: 'from_on',
  child_consent_required: 'child_agrees',
  merges_in_a_circle: 'into_id',
}

const fieldOf = ({ code, extra }: ApiProblem) =>
  typeof extra.field === 'string' ? extra.field : FIELD_OF[code]

/** The form has one field for the birth, where the server has four. */
const nameOf = (name: string) => (/^birth\b/.test(name) ? 'birth' : name)

export const ofChild: Refusals = { form: 'child', nameOf, fieldOf }
/** Of the small dialogs on a child's page. */
export const ofPart: Refusals = { form: 'part', fieldOf }
