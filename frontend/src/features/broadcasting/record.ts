import {
  type ListBroadcastScriptsData,
  listBroadcastScripts,
  readBroadcastScript,
  type SlotRead,
} from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'
import { useVerb, type Verb } from '@/ui/use-verb'

type Query = NonNullable<ListBroadcastScriptsData['query']>

/** The entries of the list's address, as the server takes them. */
export const FILTERS = {
  state: 'several',
  unit_id: 'one',
  units: 'one',
  words_per_minute: 'one',
} as const satisfies Filters<Query>

/** What was played becomes a communication event, which proves assignments. */
const STALE = [['communications'], ['assignments']]

export const scripts = recordOf({
  key: 'broadcasting',
  address: '/api/v1/broadcast-scripts',
  filters: FILTERS,
  stale: STALE,
  read: (script_id, signal) => readBroadcastScript({ path: { script_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listBroadcastScripts({ query, signal }).then(unwrap),
})

/** A verb on a slot of a loudspeaker. */
export const useSlotVerb = <Input = void>(verb: Verb<SlotRead, Input>) =>
  useVerb<SlotRead, Input>({ texts: 'broadcasting', stale: [scripts.all, ...STALE] }, verb)
