import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('notices')

export const noticeRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/notices', () => import('./NoticesPage')),
]
