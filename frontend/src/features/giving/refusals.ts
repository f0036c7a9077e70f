import type { ApiProblem } from '@/lib/api'
import type { Refusals } from '@/ui/use-faults'

const fieldOf = ({ extra }: ApiProblem) => (typeof extra.field === 'string' ? extra.field : undefined)

/** The form holds the criteria beside the rest. */
export const ofRound: Refusals = {
  form: 'round',
  fieldOf,
  nameOf: (name) => name.replace(/^criteria\./, ''),
}
/** Of the small dialogs. */
export const ofPart: Refusals = { form: 'gift-part', fieldOf }
export const ofDonor: Refusals = { form: 'donor', fieldOf }
