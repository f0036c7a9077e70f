/** What the ward lays under its maps. */
import { queryOptions } from '@tanstack/react-query'
import { readWardMap } from '@/client'
import { unwrap } from '@/lib/api'

export const PICTURE = '/api/v1/ward-map/picture'

export const wardMapQuery = queryOptions({
  queryKey: ['ward-map'],
  queryFn: ({ signal }) => readWardMap({ signal }).then(unwrap),
  staleTime: 5 * 60_000,
})
