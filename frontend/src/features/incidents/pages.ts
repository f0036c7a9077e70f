/** The code of each page of cases. */
export const PAGES = {
  board: () => import('./BoardPage'),
  newReport: () => import('./NewReportPage'),
  report: () => import('./ReportPage'),
  editReport: () => import('./EditReportPage'),
  accept: () => import('./AcceptPage'),
  oneCase: () => import('./CasePage'),
  editCase: () => import('./EditCasePage'),
  paper: () => import('./PaperPage'),
  arrival: () => import('./ArrivalPage'),
  team: () => import('./TeamPage'),
  statistics: () => import('./StatisticsPage'),
}

const AFTER_MS = 2000

/**
 * Fetches the others once one is open. Without a line, a page whose code isn't there yet makes the browser load the
 * whole application anew, and what lies in the page's memory alone would be gone.
 */
export function fetchPages(): () => void {
  const timer = setTimeout(async () => {
    for (const load of Object.values(PAGES)) await load().catch(() => undefined)
  }, AFTER_MS)
  return () => clearTimeout(timer)
}
