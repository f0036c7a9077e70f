import {
  type ListDonorsData,
  type ListGiftRoundsData,
  type ListGiftSharesData,
  listDonors,
  listGiftRounds,
  listGiftShares,
  readDonor,
  readGiftLine,
  readGiftRound,
  readGiftShare,
} from '@/client'
import { unwrap } from '@/lib/api'
import { type Filters, recordOf } from '@/ui/record'

type RoundQuery = NonNullable<ListGiftRoundsData['query']>
type ShareQuery = NonNullable<ListGiftSharesData['query']>
type DonorQuery = NonNullable<ListDonorsData['query']>

export const ROUND_FILTERS = {
  kind: 'several',
  occasion: 'several',
  state: 'several',
  unit_id: 'one',
  from_on: 'one',
  to_on: 'one',
  units: 'one',
} as const satisfies Filters<RoundQuery>

export const SHARE_FILTERS = {
  round_id: 'one',
  unit_id: 'one',
  place_unit_id: 'one',
  kind: 'several',
  state: 'several',
  due_from: 'one',
  due_to: 'one',
  from_on: 'one',
  to_on: 'one',
  units: 'one',
} as const satisfies Filters<ShareQuery>

export const DONOR_FILTERS = {
  kind: 'several',
  unit_id: 'one',
  thanked: 'one',
} as const satisfies Filters<DonorQuery>

/** The shares are what the figures count: their key is the source's. Whatever is done with one of them shows in the others: a share that is handed over moves money. */
const KEYS = ['giving', 'gift-lines', 'gift-rounds', 'donors']
const stale = [...KEYS.map((key) => [key]), ['children'], ['assignments']]
const texts = 'giving'

export const rounds = recordOf({
  key: 'gift-rounds',
  texts,
  address: '/api/v1/gift-rounds',
  filters: ROUND_FILTERS,
  stale,
  read: (round_id, signal) => readGiftRound({ path: { round_id }, signal }).then(unwrap),
  list: (query: RoundQuery, signal) => listGiftRounds({ query, signal }).then(unwrap),
})

export const shares = recordOf({
  key: 'giving',
  address: '/api/v1/gift-shares',
  filters: SHARE_FILTERS,
  stale,
  read: (share_id, signal) => readGiftShare({ path: { share_id }, signal }).then(unwrap),
  list: (query: ShareQuery, signal) => listGiftShares({ query, signal }).then(unwrap),
})

export const donors = recordOf({
  key: 'donors',
  texts,
  address: '/api/v1/donors',
  filters: DONOR_FILTERS,
  stale,
  read: (donor_id, signal) => readDonor({ path: { donor_id }, signal }).then(unwrap),
  list: (query: DonorQuery, signal) => listDonors({ query, signal }).then(unwrap),
})

/** Lines are listed by their round (`linesOf` in `api.ts`). */
export const giftLines = recordOf({
  key: 'gift-lines',
  texts,
  address: '/api/v1/gift-lines',
  filters: {},
  stale,
  read: (line_id, signal) => readGiftLine({ path: { line_id }, signal }).then(unwrap),
  list: async () => ({ items: [] as { id: string }[] }),
})
