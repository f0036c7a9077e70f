/** What each form asks for, in the order of the paper; its words are `field.*` and `fieldHelp.*`. */
import type { CasePaperWrite, PlanService } from '@/client'
import type { PaperKind } from './words'

export type AnyForm = CasePaperWrite['form']

export type PaperField = {
  name: string
  as: 'words' | 'line' | 'day' | 'moment' | 'check' | 'yesNo' | 'items' | 'services' | 'choice'
  /** It must be filled before the paper counts. */
  owed?: true
  choices?: readonly string[]
}

const words = (name: string, owed?: true): PaperField => ({ name, as: 'words', owed })
const line = (name: string, owed?: true): PaperField => ({ name, as: 'line', owed })
const day = (name: string, owed?: true): PaperField => ({ name, as: 'day', owed })

/** `items` asks for the decided level too. */
export const PAPER_FORMS: Record<PaperKind, readonly PaperField[]> = {
  initial_assessment: [
    words('situation', true),
    { name: 'items', as: 'items', owed: true },
    { name: 'urgent', as: 'check' },
    words('safety_measures'),
  ],
  urgent_measures: [words('measures', true), line('by_whom'), { name: 'taken_at', as: 'moment', owed: true }],
  separation: [
    words('reason', true),
    line('place', true),
    day('starts_on', true),
    day('ends_on', true),
    words('measures'),
    words('recipients'),
  ],
  care: [
    { name: 'form', as: 'choice', owed: true, choices: ['relative', 'non_relative', 'facility'] },
    line('carer', true),
    line('carer_address'),
    words('child_opinion'),
    day('decided_on', true),
    words('recipients'),
  ],
  follow_up: [day('visited_on', true), words('findings', true), { name: 'goes_on', as: 'check' }],
  detailed_assessment: [
    words('family', true),
    words('health'),
    words('education'),
    words('harm', true),
    words('needs', true),
    words('child_opinion', true),
    words('parents_opinion'),
    { name: 'items', as: 'items', owed: true },
    { name: 'carer_is_safe', as: 'yesNo' },
  ],
  conference: [
    { name: 'held_at', as: 'moment', owed: true },
    line('place'),
    line('chair', true),
    words('attendees', true),
    words('discussion'),
    words('conclusion', true),
  ],
  plan: [
    words('goals', true),
    { name: 'services', as: 'services', owed: true },
    words('funding'),
    words('recipients'),
  ],
  review: [
    words('results', true),
    { name: 'items', as: 'items', owed: true },
    { name: 'conclusion', as: 'choice', owed: true, choices: ['close', 'plan_again'] },
  ],
  court_request: [line('court', true), words('content', true), day('sent_on', true)],
}

/** What the chair decides; the rest is complete when its writer says so. */
export const isDecided = (kind: PaperKind) => kind === 'separation' || kind === 'care' || kind === 'plan'

/** What a new paper begins with. */
export function emptyForm(kind: PaperKind, skip_ground = ''): AnyForm {
  const begun = kind === 'plan' ? { services: [{ ...NEW_SERVICE }] } : {}
  return { kind, skip_ground, ...begun } as AnyForm
}

export const NEW_SERVICE: PlanService = { service: '', body: '', starts_on: null, ends_on: null, cost: 0 }

const isEmpty = (value: unknown) => !value || (Array.isArray(value) && value.length === 0)
const isWhole = ({ service, body, starts_on, ends_on }: PlanService) =>
  Boolean(service && body && starts_on && ends_on)

/** Names of the fields that the paper still owes, as the server will ask for them. */
export function missingOf(form: AnyForm): string[] {
  const values = form as Record<string, unknown>
  const owed = PAPER_FORMS[form.kind].flatMap((field) => {
    if (!field.owed) return []
    const names = field.as === 'items' ? ['items', 'decided_level'] : [field.name]
    return names.filter((name) => isEmpty(values[name]))
  })
  const halves = form.kind === 'plan' && (form.services ?? []).some((one) => !isWhole(one))
  return halves && !owed.includes('services') ? [...owed, 'services'] : owed
}
