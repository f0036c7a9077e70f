/** Readings of communication events, scripts and loudspeakers; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  listBroadcastScripts,
  listBroadcastScriptVersions,
  listBroadcastSlots,
  listCommunicationBanners,
  type listCommunicationEvents,
  listPlans,
  listSimilarBroadcastScripts,
  readBroadcastScript,
  readCommunicationEvent,
  readCommunicationUsage,
} from '@/client'
import { unwrap } from '@/lib/api'
import { addressOf, listQuery } from '@/lib/list-query'
import type { ListSearch } from '@/lib/list-search'

/** Everything here begins with this key: a verb makes all of it stale at once. */
export const ALL = ['communications'] as const

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, 'one', id],
    queryFn: ({ signal }) => readCommunicationEvent({ path: { event_id: id }, signal }).then(unwrap),
  })

export const usageQuery = (query: { from_on?: string; to_on?: string }) =>
  queryOptions({
    queryKey: [...ALL, 'usage', query],
    queryFn: ({ signal }) => readCommunicationUsage({ query, signal }).then(unwrap),
  })

/** Plans to which an event may belong. */
export const plansQuery = queryOptions({
  queryKey: [...ALL, 'plans'],
  queryFn: ({ signal }) => listPlans({ signal }).then(unwrap),
})

export const bannersQuery = queryOptions({
  queryKey: [...ALL, 'banners'],
  queryFn: ({ signal }) => listCommunicationBanners({ signal }).then(unwrap),
})

export const scriptQuery = (id: string, words_per_minute: number) =>
  queryOptions({
    queryKey: [...ALL, 'script', id, words_per_minute],
    queryFn: ({ signal }) =>
      readBroadcastScript({ path: { script_id: id }, query: { words_per_minute }, signal }).then(unwrap),
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, 'versions', id],
    queryFn: ({ signal }) => listBroadcastScriptVersions({ path: { script_id: id }, signal }).then(unwrap),
  })

/** Earlier scripts that say nearly the same; the server takes its time over it. */
export const similarQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...ALL, 'similar', id, version],
    queryFn: ({ signal }) => listSimilarBroadcastScripts({ path: { script_id: id }, signal }).then(unwrap),
  })

/** Approved scripts, to choose from for a broadcast. */
export const approvedScriptsQuery = queryOptions({
  queryKey: [...ALL, 'approved-scripts'],
  queryFn: ({ signal }) =>
    listBroadcastScripts({ query: { state: ['approved'], limit: 100 }, signal }).then(unwrap),
})

/** What the loudspeakers play in some days. */
export const slotsQuery = (from_on: string, to_on: string) =>
  queryOptions({
    queryKey: [...ALL, 'slots', from_on, to_on],
    queryFn: ({ signal }) => listBroadcastSlots({ query: { from_on, to_on }, signal }).then(unwrap),
  })

/** The filters of the list's address, as the server takes them. */
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

type Query = NonNullable<Parameters<typeof listCommunicationEvents>[0]>['query']

export const ofList = (search: ListSearch) => listQuery<Query>(search, 'kind', 'state')

/** Address of the same list as an Excel file. */
export const exportHref = (search: ListSearch) =>
  addressOf('/api/v1/communication-events/export', ofList(search))
