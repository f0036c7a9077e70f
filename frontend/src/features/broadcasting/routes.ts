import type { AnyRoute } from '@tanstack/react-router'
import { namesOf } from '@/lib/list-search'
import { pagesOf } from '@/lib/page'
import { FILTERS } from './record'

const page = pagesOf('broadcasting')
const [read, write] = ['communication:read', 'communication:write']

/** People look for scripts beside what else was said: they are rooms of the same place. */
export const broadcastingRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/communications/scripts', () => import('./ScriptListPage'), {
    permission: read,
    search: namesOf(FILTERS),
    box: true,
  }),
  page(shell, '/communications/scripts/new', () => import('./NewScriptPage'), { permission: write }),
  page(shell, '/communications/scripts/$scriptId', () => import('./ScriptPage'), { permission: read }),
]
