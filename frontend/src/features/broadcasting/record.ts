import { listBroadcastScripts, readBroadcastScript, type SlotRead } from '@/client'
import { unwrap } from '@/lib/api'
import { recordOf } from '@/ui/record'
import { useVerb, type Verb } from '@/ui/use-verb'

type Query = NonNullable<Parameters<typeof listBroadcastScripts>[0]>['query']

export const LIST_FILTERS = ['state'] as const

/** What was played becomes a communication event, which proves assignments. */
const STALE = [['communications'], ['assignments']]

export const scripts = recordOf({
  key: 'broadcasting',
  address: '/api/v1/broadcast-scripts',
  filters: LIST_FILTERS,
  several: ['state'],
  stale: STALE,
  read: (script_id, signal) => readBroadcastScript({ path: { script_id }, signal }).then(unwrap),
  list: (query: Query, signal) => listBroadcastScripts({ query, signal }).then(unwrap),
})

/** A verb on a slot of a loudspeaker. */
export const useSlotVerb = <Input = void>(verb: Verb<SlotRead, Input>) =>
  useVerb<SlotRead, Input>({ texts: 'broadcasting', stale: [scripts.all, ...STALE] }, verb)
