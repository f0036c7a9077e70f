import { type ListCommunicationEventsData, listCommunicationEvents, readCommunicationEvent } from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type Query = NonNullable<ListCommunicationEventsData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  kind: 'several',
  state: 'several',
  unit_id: 'one',
  units: 'one',
  place_unit_id: 'one',
  topic: 'one',
  message_id: 'one',
  hotline_111: 'one',
  from_on: 'one',
  to_on: 'one',
  hanging: 'one',
} as const satisfies Filters<Query>

export const events = recordOf({
  key: 'communications',
  address: '/api/v1/communication-events',
  filters: FILTERS,
  stale: [['broadcasting'], ['assignments']],
  read: (event_id, signal) => readCommunicationEvent({ path: { event_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listCommunicationEvents({ query, signal }).then(unwrap),
})
