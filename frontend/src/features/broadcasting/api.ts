/** Readings beside a script; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import { listBroadcastScriptVersions, listBroadcastSlots, listSimilarBroadcastScripts } from '@/client'
import { unwrap } from '@/lib/api'
import { scripts } from './record'

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...scripts.all, 'versions', id],
    queryFn: ({ signal }) => listBroadcastScriptVersions({ path: { script_id: id }, signal }).then(unwrap),
  })

/** Earlier scripts that say nearly the same; the server takes its time over it. */
export const similarQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...scripts.all, 'similar', id, version],
    queryFn: ({ signal }) => listSimilarBroadcastScripts({ path: { script_id: id }, signal }).then(unwrap),
  })

/** What the loudspeakers play in some days. */
export const slotsQuery = (from_on: string, to_on: string) =>
  queryOptions({
    queryKey: [...scripts.all, 'slots', from_on, to_on],
    queryFn: ({ signal }) => listBroadcastSlots({ query: { from_on, to_on }, signal }).then(unwrap),
  })
