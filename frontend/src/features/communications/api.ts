/** Readings of communication events, scripts and loudspeakers; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  listBroadcastScripts,
  listBroadcastScriptVersions,
  listBroadcastSlots,
  listCommunicationBanners,
  listPlans,
  listSimilarBroadcastScripts,
  readBroadcastScript,
  readCommunicationUsage,
} from '@/client'
import { unwrap } from '@/lib/api'
import { events } from './record'

export const usageQuery = (query: { from_on?: string; to_on?: string }) =>
  queryOptions({
    queryKey: [...events.all, 'usage', query],
    queryFn: ({ signal }) => readCommunicationUsage({ query, signal }).then(unwrap),
  })

/** Plans to which an event may belong. */
export const plansQuery = queryOptions({
  queryKey: [...events.all, 'plans'],
  queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
})

export const bannersQuery = queryOptions({
  queryKey: [...events.all, 'banners'],
  queryFn: ({ signal }) => listCommunicationBanners({ signal }).then(unwrap),
})

export const scriptQuery = (id: string, words_per_minute: number) =>
  queryOptions({
    queryKey: [...events.all, 'script', id, words_per_minute],
    queryFn: ({ signal }) =>
      readBroadcastScript({ path: { script_id: id }, query: { words_per_minute }, signal }).then(unwrap),
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...events.all, 'versions', id],
    queryFn: ({ signal }) => listBroadcastScriptVersions({ path: { script_id: id }, signal }).then(unwrap),
  })

/** Earlier scripts that say nearly the same; the server takes its time over it. */
export const similarQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...events.all, 'similar', id, version],
    queryFn: ({ signal }) => listSimilarBroadcastScripts({ path: { script_id: id }, signal }).then(unwrap),
  })

/** Approved scripts, to choose from for a broadcast. */
export const approvedScriptsQuery = queryOptions({
  queryKey: [...events.all, 'approved-scripts'],
  queryFn: ({ signal }) =>
    listBroadcastScripts({ query: { state: ['approved'], limit: 100 }, signal }).then(unwrap),
})

/** What the loudspeakers play in some days. */
export const slotsQuery = (from_on: string, to_on: string) =>
  queryOptions({
    queryKey: [...events.all, 'slots', from_on, to_on],
    queryFn: ({ signal }) => listBroadcastSlots({ query: { from_on, to_on }, signal }).then(unwrap),
  })
