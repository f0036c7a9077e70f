/** Readings of giving beside its records; the verbs are the generated client's. */
import { queryOptions } from '@tanstack/react-query'
import {
  type ChildItem,
  compareGiftRounds,
  type ListChildrenData,
  type ListGiftLinesData,
  listChildren,
  listDonors,
  listGiftLines,
  readDecidedGiftList,
  readGiftRoundChanges,
  readGivingCoverage,
  readLedger,
  readNextPaperNumber,
} from '@/client'
import { unwrap } from '@/lib/api'
import { listQuery } from '@/lib/list-query'
import type { ListSearch } from '@/lib/list-search'
import { usePages } from '@/lib/use-pages'
import { donors, giftLines, rounds } from './record'

export const LINE_FILTERS = ['unit_id', 'place_unit_id', 'state', 'to_superior', 'units'] as const

/** The lines of a round that the person sees. */
export const useLines = (round_id: string, search: ListSearch) =>
  usePages([...giftLines.all, 'list', round_id, search], (after, signal) =>
    listGiftLines({
      path: { round_id },
      query: { ...listQuery<NonNullable<ListGiftLinesData['query']>>(search, 'state'), after },
      signal,
    }).then(unwrap),
  )

/** Lines of the reserve, to take the place of one that falls away. */
export const reserveQuery = (round_id: string) =>
  queryOptions({
    queryKey: [...giftLines.all, 'reserve', round_id],
    queryFn: ({ signal }) =>
      listGiftLines({
        path: { round_id },
        query: { state: ['reserve'], sort: 'number', limit: 100 },
        signal,
      }).then(unwrap),
  })

/** A child of the register, and whether they are on the round's list already, as far as the person may know. */
export type Candidate = ChildItem & { listed: boolean }

/** Children of the register whom the round is for. */
export const useCandidates = (round_id: string, query: ListChildrenData['query']) =>
  usePages<Candidate>([...giftLines.all, 'candidates', round_id, query], async (after, signal) => {
    const { items, next } = await listChildren({ query: { ...query, after }, signal }).then(unwrap)
    const listed = await listedOf(
      round_id,
      items.map((child) => child.id),
      signal,
    )
    return { next, items: items.map((child) => ({ ...child, listed: listed.has(child.id) })) }
  })

async function listedOf(round_id: string, child_id: string[], signal: AbortSignal) {
  if (child_id.length === 0) return new Set()
  const { items } = await listGiftLines({
    path: { round_id },
    query: { child_id, state: ['nominated', 'approved', 'reserve'], limit: 100 },
    signal,
  }).then(unwrap)
  return new Set(items.map((line) => line.child_id))
}

export const changesQuery = (round_id: string) =>
  queryOptions({
    queryKey: [...rounds.all, 'changes', round_id],
    queryFn: ({ signal }) => readGiftRoundChanges({ path: { round_id }, signal }).then(unwrap),
  })

export const comparisonQuery = (round_id: string) =>
  queryOptions({
    queryKey: [...rounds.all, 'comparison', round_id],
    queryFn: ({ signal }) => compareGiftRounds({ path: { round_id }, signal }).then(unwrap),
  })

export const decidedQuery = (round_id: string) =>
  queryOptions({
    queryKey: [...rounds.all, 'decided', round_id],
    queryFn: ({ signal }) => readDecidedGiftList({ path: { round_id }, signal }).then(unwrap),
  })

/** Donors to choose from. */
export const donorsQuery = queryOptions({
  queryKey: [...donors.all, 'choices'],
  queryFn: ({ signal }) => listDonors({ query: { limit: 100 }, signal }).then(unwrap),
})

export const ledgerQuery = queryOptions({
  queryKey: [...donors.all, 'ledger'],
  queryFn: ({ signal }) => readLedger({ signal }).then(unwrap),
})

/** Of children in special circumstances, how many were helped in the year of that day. */
export const coverageQuery = (day: string) =>
  queryOptions({
    queryKey: [...donors.all, 'coverage', day.slice(0, 4)],
    queryFn: ({ signal }) =>
      readGivingCoverage({ query: { from_on: `${day.slice(0, 4)}-01-01`, to_on: day }, signal }).then(unwrap),
  })

export const nextNumberQuery = (year: number) =>
  queryOptions({
    queryKey: ['papers', 'next', year],
    queryFn: ({ signal }) => readNextPaperNumber({ query: { year }, signal }).then(unwrap),
    gcTime: 0,
  })
