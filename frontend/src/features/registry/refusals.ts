import type { Refusals } from '@/ui/use-faults'

/** The server names a field by its whole path; here its last part is enough. */
const nameOf = (name: string) => name.split('.').at(-1) ?? name

export const ofUnit: Refusals = { form: 'unit', nameOf }
/** Units that end or begin are one field each. */
export const ofUnitChange: Refusals = { form: 'unit-change', nameOf: (name) => name.split('.')[0] ?? name }
export const ofPerson: Refusals = { form: 'person', nameOf }
export const ofWard: Refusals = { form: 'ward', nameOf }
