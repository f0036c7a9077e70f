import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { LINE_FILTERS } from './api'
import { DONOR_FILTERS, ROUND_FILTERS, SHARE_FILTERS } from './record'

const page = pagesOf('giving')
const [read, write] = ['gift_round:read', 'gift_round:write']

export const givingRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/gift-rounds', () => import('./RoundsPage'), {
    permission: read,
    search: namesOf(ROUND_FILTERS),
    box: true,
  }),
  page(shell, '/gift-rounds/new', () => import('./NewRoundPage'), {
    permission: write,
    search: ['assignment_id', 'title', 'kind', 'unit_id', 'on'],
  }),
  page(shell, '/gift-rounds/$roundId', () => import('./RoundPage'), { permission: read }),
  page(shell, '/gift-rounds/$roundId/edit', () => import('./EditRoundPage'), { permission: write }),
  page(shell, '/gift-rounds/$roundId/lines', () => import('./LinesPage'), {
    permission: read,
    search: LINE_FILTERS,
    box: true,
  }),
  page(shell, '/gift-rounds/$roundId/nominate', () => import('./NominatePage'), {
    permission: write,
    search: ['unit_id', 'everybody', 'poverty'],
    box: true,
  }),
  page(shell, '/gift-rounds/$roundId/match', () => import('./MatchPage'), { permission: write }),
  page(shell, '/gift-rounds/$roundId/decided', () => import('./DecidedPage'), { permission: read }),
  page(shell, '/gift-rounds/$roundId/comparison', () => import('./ComparisonPage'), { permission: read }),
  page(shell, '/gift-lines/$lineId', () => import('./LinePage'), { permission: read }),
  page(shell, '/gift-shares', () => import('./TickPage'), {
    permission: read,
    search: namesOf(SHARE_FILTERS),
    box: true,
  }),
  page(shell, '/donors', () => import('./DonorsPage'), {
    permission: 'donor:read',
    search: namesOf(DONOR_FILTERS),
    box: true,
  }),
  page(shell, '/donors/$donorId', () => import('./DonorPage'), { permission: 'donor:read' }),
  page(shell, '/ledger', () => import('./LedgerPage'), { permission: 'donor:read_all' }),
]
