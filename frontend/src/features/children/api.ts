/** Readings of the register beside its records; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  findSimilarChildren,
  listChildDuplicates,
  listChildren,
  listHouseholds,
  readExportProfile,
  type SimilarQuery,
} from '@/client'
import { unwrap } from '@/lib/api'
import { children } from './record'
import { PRESENCES } from './words'

/** Children alike; `asked` is the query as text, so that the same words are the same reading. */
export const similarQuery = (asked: string) =>
  queryOptions({
    queryKey: [...children.all, 'similar', asked],
    queryFn: ({ signal }) =>
      findSimilarChildren({ body: JSON.parse(asked) as SimilarQuery, signal }).then(unwrap),
    enabled: asked !== '',
    // What was typed of a child isn't kept longer than the form needs it.
    gcTime: 60_000,
    retry: false,
  })

export const duplicatesQuery = queryOptions({
  queryKey: [...children.all, 'duplicates'],
  queryFn: ({ signal }) => listChildDuplicates({ signal }).then(unwrap),
})

/** Households of a khu phố whose head's name begins so. */
export const householdsQuery = (unit_id: string, q: string) =>
  queryOptions({
    queryKey: [...children.all, 'households', unit_id, q],
    queryFn: ({ signal }) => listHouseholds({ query: { unit_id, q, limit: 50 }, signal }).then(unwrap),
    placeholderData: (old) => old,
  })

/** Records by name, wherever the child is now. */
export const namesakesQuery = (q: string) =>
  queryOptions({
    queryKey: [...children.all, 'namesakes', q],
    queryFn: ({ signal }) =>
      listChildren({ query: { q, presence: [...PRESENCES], limit: 20 }, signal }).then(unwrap),
    enabled: q.length >= 2,
    placeholderData: (old) => old,
  })

/** Columns of the file for the national children's system. */
export const exportProfileQuery = queryOptions({
  queryKey: [...children.all, 'export-profile'],
  queryFn: ({ signal }) => readExportProfile({ signal }).then(unwrap),
})
