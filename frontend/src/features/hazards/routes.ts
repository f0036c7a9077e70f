import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('hazards')
const [read, write] = ['hazard:read', 'hazard:write']

export const hazardRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/hazards', () => import('./ListPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/hazards/map', () => import('./MapPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/hazards/water', () => import('./WaterPage'), { permission: read }),
  page(shell, '/hazards/new', () => import('./NewPage'), {
    permission: write,
    search: ['assignment_id', 'title', 'unit_id', 'kind'],
  }),
  page(shell, '/hazards/$hazardId', () => import('./HazardPage'), { permission: read }),
  page(shell, '/hazards/$hazardId/edit', () => import('./EditPage'), { permission: write }),
]
