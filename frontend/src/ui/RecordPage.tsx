import type { ComponentProps, ReactNode } from 'react'
import { AssignmentLinks } from './AssignmentLinks'
import { HistoryCard } from './HistoryCard'
import { PageHeader } from './PageHeader'
import parts from './parts.module.css'

type Props = ComponentProps<typeof PageHeader> & {
  /** Why it came back or was called off, as sentences; what doesn't hold is empty. */
  reasons?: ReactNode[]
  /** The next step first, then facts and what else belongs to this kind. */
  children: ReactNode
  /** What belongs to it, under its facts. */
  files?: ReactNode
  /** The tasks that it proves. */
  assignments?: ComponentProps<typeof AssignmentLinks>
  history?: ComponentProps<typeof HistoryCard>
}

/** The frame of a record's page: what it is and its state, why it came back, the next step, facts, files, history. */
export function RecordPage({ reasons = [], children, files, assignments, history, ...header }: Props) {
  return (
    <div className={parts.column}>
      <PageHeader {...header} />
      {reasons.filter(Boolean).map((reason, at) => (
        <p key={at} className={parts.reason}>
          {reason}
        </p>
      ))}
      {children}
      {assignments && <AssignmentLinks {...assignments} />}
      {files}
      {history && <HistoryCard {...history} />}
    </div>
  )
}
