import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AssignmentRead } from '@/client'
import { LinkButton } from '@/ui/LinkButton'
import { waitingQuery } from './api'

const DECIDED: AssignmentRead['state'][] = ['submitted', 'accepted', 'returned']

/** The officer goes through the results one after the other, the longest waiting first. */
export function NextWaiting({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation('assignments')
  const waiting = useQuery(waitingQuery(assignment.plan_id))
  const next = waiting.data?.items.find((one) => one.id !== assignment.id)
  if (!next || !DECIDED.includes(assignment.state)) return null
  return (
    <LinkButton
      to="/assignments/$assignmentId"
      params={{ assignmentId: next.id }}
      variant={assignment.state === 'submitted' ? 'default' : 'light'}
      className="no-print"
    >
      {t('decision.next', { unit: next.unit_name })}
    </LinkButton>
  )
}
