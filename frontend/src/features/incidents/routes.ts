import type { AnyRoute } from '@tanstack/react-router'
import { pagesOf } from '@/lib/page'

const page = pagesOf('incidents')

/** Without a permission: to whoever may not see a case, the server says that there is no such page. */
export const incidentRoutes = <Shell extends AnyRoute>(shell: Shell) => [
  page(shell, '/incidents', () => import('./BoardPage')),
  page(shell, '/incidents/reports/new', () => import('./NewReportPage')),
  page(shell, '/incidents/reports/$reportId', () => import('./ReportPage')),
  page(shell, '/incidents/reports/$reportId/edit', () => import('./EditReportPage')),
  page(shell, '/incidents/reports/$reportId/accept', () => import('./AcceptPage')),
  page(shell, '/incidents/cases/$caseId', () => import('./CasePage')),
  page(shell, '/incidents/cases/$caseId/edit', () => import('./EditCasePage')),
  page(shell, '/incidents/cases/$caseId/papers/$paperId', () => import('./PaperPage')),
  page(shell, '/incidents/arrivals/$arrivalId', () => import('./ArrivalPage')),
  page(shell, '/incidents/team', () => import('./TeamPage')),
  page(shell, '/incidents/statistics', () => import('./StatisticsPage')),
]
