import { listCommunicationEvents, readCommunicationEvent } from '@/client'
import { unwrap } from '@/lib/api'
import { recordOf } from '@/ui/record'

type Query = NonNullable<Parameters<typeof listCommunicationEvents>[0]>['query']

/** The entries of the list's address, as the server takes them. */
export const LIST_FILTERS = [
  'kind',
  'state',
  'unit_id',
  'place_unit_id',
  'topic',
  'message_id',
  'hotline_111',
  'from_on',
  'to_on',
] as const

export const events = recordOf({
  key: 'communications',
  address: '/api/v1/communication-events',
  filters: LIST_FILTERS,
  several: ['kind', 'state'],
  stale: [['broadcasting'], ['assignments']],
  read: (event_id, signal) => readCommunicationEvent({ path: { event_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listCommunicationEvents({ query, signal }).then(unwrap),
})
