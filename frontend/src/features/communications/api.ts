/** Readings of communication events; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import { listBroadcastScripts, listCommunicationBanners, listPlans, readCommunicationUsage } from '@/client'
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

/** Approved scripts, to choose from for a broadcast; a verb on a script makes them stale. */
export const approvedScriptsQuery = queryOptions({
  queryKey: ['broadcasting', 'approved'],
  queryFn: ({ signal }) =>
    listBroadcastScripts({ query: { state: ['approved'], limit: 100 }, signal }).then(unwrap),
})
