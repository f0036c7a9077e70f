import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('communications')
const [read, write] = ['communication:read', 'communication:write']

export const communicationRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/communications', () => import('./ListPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/communications/new', () => import('./NewPage'), {
    permission: write,
    search: ['assignment_id', 'title', 'unit_id', 'on', 'kind'],
  }),
  page(shell, '/communications/banners', () => import('./BannersPage'), {
    permission: read,
    search: ['hanging'],
  }),
  page(shell, '/communications/usage', () => import('./UsagePage'), {
    permission: read,
    search: ['from_on', 'to_on'],
  }),
  page(shell, '/communications/$eventId', () => import('./EventPage'), { permission: read }),
  page(shell, '/communications/$eventId/edit', () => import('./EditPage'), { permission: write }),
]
