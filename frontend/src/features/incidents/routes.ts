import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'
import { PAGES } from './pages'

const page = pagesOf('incidents')

/** Without a permission: to whoever may not see a case, the server says that there is no such page. */
export const incidentRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/incidents', PAGES.board),
  page(shell, '/incidents/reports/new', PAGES.newReport),
  page(shell, '/incidents/reports/$reportId', PAGES.report),
  page(shell, '/incidents/reports/$reportId/edit', PAGES.editReport),
  page(shell, '/incidents/reports/$reportId/accept', PAGES.accept),
  page(shell, '/incidents/cases/$caseId', PAGES.oneCase),
  page(shell, '/incidents/cases/$caseId/edit', PAGES.editCase),
  page(shell, '/incidents/cases/$caseId/papers/$paperId', PAGES.paper),
  page(shell, '/incidents/arrivals/$arrivalId', PAGES.arrival),
  page(shell, '/incidents/team', PAGES.team),
  page(shell, '/incidents/statistics', PAGES.statistics),
]
