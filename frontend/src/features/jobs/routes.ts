import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('jobs')
// Who may ask for long work: every unit and the ward.
const read = 'child:read'

export const jobRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/jobs', () => import('./JobsPage'), { permission: read }),
  page(shell, '/jobs/$jobId', () => import('./JobPage'), { permission: read }),
]
