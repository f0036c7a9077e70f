import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('injuries')
const [read, write] = ['injury:read', 'injury:write']

export const injuryRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/injuries', () => import('./ListPage'), { permission: read, search: namesOf(FILTERS) }),
  page(shell, '/injuries/new', () => import('./NewPage'), {
    permission: write,
    search: ['hazard_site_id', 'place_unit_id', 'site'],
  }),
  page(shell, '/injuries/half-year', () => import('./HalfYearPage'), {
    permission: read,
    search: ['year', 'half', 'unit_id'],
  }),
  page(shell, '/injuries/$injuryId', () => import('./InjuryPage'), { permission: read }),
  page(shell, '/injuries/$injuryId/edit', () => import('./EditPage'), { permission: write }),
]
