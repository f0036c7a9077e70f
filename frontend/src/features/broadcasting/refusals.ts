import type { Refusals } from '@/ui/use-faults'

/** The field to which a refusal as a whole belongs. */
const FIELD_OF: Record<string, string> = { script_too_long: 'text', unknown_unit: 'unit_id', not_yet: 'on' }
/** Where a form calls a field otherwise than the server. */
const ALIAS: Record<string, string> = {
  planned_at: 'on',
  played_at: 'on',
  times_planned: 'times',
  times_played: 'times',
}
const refusals = (form: string): Refusals => ({
  form,
  nameOf: (name) => ALIAS[name] ?? name,
  fieldOf: ({ code }) => FIELD_OF[code],
})
export const ofScript = refusals('script')
export const ofSlot = refusals('slot')
export const ofPlayed = refusals('played')
