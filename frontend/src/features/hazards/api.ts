/** Readings of unsafe places that are no record's. */
import { queryOptions } from '@tanstack/react-query'
import { listInjuries, listNearHazards, readHazardMap } from '@/client'
import { unwrap } from '@/lib/api'
import type { ListSearch } from '@/lib/list-search'
import { hazards } from './record'

/** Every place of the list's filters. */
export const mapQuery = (search: ListSearch) => {
  const query = hazards.query(search)
  return queryOptions({
    queryKey: [...hazards.all, 'map', query],
    queryFn: ({ signal }) => readHazardMap({ query, signal }).then(unwrap),
  })
}

export type Near = {
  title?: string
  place_unit_id?: string
  latitude?: number
  longitude?: number
}

/** Places that may be the one that is being recorded. */
export const nearQuery = (query: Near) =>
  queryOptions({
    queryKey: [...hazards.all, 'near', query],
    queryFn: ({ signal }) => listNearHazards({ query, signal }).then(unwrap),
  })

/** Who was hurt there. */
export const injuriesQuery = (hazard_site_id: string) =>
  queryOptions({
    queryKey: ['injuries', 'of-hazard', hazard_site_id],
    queryFn: ({ signal }) =>
      listInjuries({ query: { hazard_site_id, state: ['recorded'], limit: 100 }, signal }).then(unwrap),
  })
