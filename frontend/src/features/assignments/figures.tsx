/** Figures of the ward's dashboard: a bar, and a number that opens its rows. */
import { Link } from '@tanstack/react-router'
import type { DashboardPlan } from '@/client'
import { useListSearch } from '@/lib/list-search'
import { may, useSession } from '@/lib/session'
import classes from './Assignments.module.css'
import { percent } from './words'

export function Bar({ accepted, submitted, total }: { accepted: number; submitted: number; total: number }) {
  return (
    <div className={classes.bar} aria-hidden>
      <i style={{ width: `${percent(accepted, total)}%` }} />
      <i data-tone="waiting" style={{ width: `${percent(submitted, total)}%` }} />
    </div>
  )
}

/** A figure that opens its rows, by the same units, for those who may see them. */
export function Rows({
  plan,
  search,
  tone,
  className,
  children,
}: {
  plan: DashboardPlan
  search: Record<string, string>
  tone?: 'bad'
  className?: string
  children: React.ReactNode
}) {
  const { units } = useListSearch().search
  if (!may(useSession(), 'assignment:read')) return <span className={className}>{children}</span>
  return (
    <Link
      to="/assignments"
      search={{ plan_id: plan.id, units, ...search }}
      className={className}
      data-tone={tone}
    >
      {children}
    </Link>
  )
}
