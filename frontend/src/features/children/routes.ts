import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('children')
const [read, write, correct] = ['child:read', 'child:write', 'child:correct']

export const childRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/children', () => import('./ListPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/children/new', () => import('./NewPage'), { permission: write, search: ['unit_id'] }),
  page(shell, '/children/import', () => import('./ImportPage'), { permission: write }),
  page(shell, '/children/look-up', () => import('./LookUpPage'), { permission: read }),
  page(shell, '/children/export-profile', () => import('./ExportProfilePage'), { permission: correct }),
  page(shell, '/children/duplicates', () => import('./DuplicatesPage'), { permission: correct }),
  page(shell, '/children/$childId', () => import('./ChildPage'), { permission: read }),
  page(shell, '/children/$childId/edit', () => import('./EditPage'), { permission: write }),
]
