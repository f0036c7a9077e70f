import type { ApiProblem } from '@/lib/api'
import type { Refusals } from '@/ui/use-faults'

const fieldOf = ({ extra }: ApiProblem) => (typeof extra.field === 'string' ? extra.field : undefined)

export const ofRound: Refusals = { form: 'round', fieldOf }
/** Of the small dialogs. */
export const ofPart: Refusals = { form: 'gift-part', fieldOf }
export const ofDonor: Refusals = { form: 'donor', fieldOf }
