import { type ListChildrenData, listChildren, readChild } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListChildrenData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  presence: 'several',
  unit_id: 'one',
  units: 'one',
  school_unit_id: 'one',
  class_name: 'one',
  age_from: 'one',
  age_to: 'one',
  on_day: 'one',
  sex: 'several',
  legal_group: 'several',
  need: 'several',
  poverty: 'several',
  nothing_since_months: 'one',
} as const satisfies Filters<Query>

export const children = recordOf({
  key: 'children',
  address: '/api/v1/children',
  filters: FILTERS,
  read: (child_id, signal) => readChild({ path: { child_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listChildren({ query, signal }).then(unwrap),
})
