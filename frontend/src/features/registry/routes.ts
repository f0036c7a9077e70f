import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('registry')

export const registryRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/units', () => import('./UnitsPage'), {
    permission: 'unit:read',
    search: ['tab', 'kind', 'role', 'state'],
    box: true,
  }),
  page(shell, '/units/map', () => import('./WardMapPage'), { permission: 'unit:read' }),
  page(shell, '/audit', () => import('./AuditPage'), {
    permission: 'audit:read',
    search: ['kind', 'from_on', 'to_on'],
  }),
  page(shell, '/admin', () => import('./AdminPage'), {
    permission: 'ward:manage',
    search: ['tab'],
    box: true,
  }),
]
