import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AssignmentRead } from '@/client'
import { waitingQuery } from './api'

const DECIDED: AssignmentRead['state'][] = ['submitted', 'accepted', 'returned']

/** The officer goes through the results one after the other, the longest waiting first. */
export function NextWaiting({ assignment }: { assignment: AssignmentRead }) {
  const { t } = useTranslation('assignments')
  const waiting = useQuery(waitingQuery(assignment.plan_id))
  const next = waiting.data?.items.find((one) => one.id !== assignment.id)
  if (!next || !DECIDED.includes(assignment.state)) return null
  return (
    <Button
      component={Link}
      to="/assignments/$assignmentId"
      params={{ assignmentId: next.id } as never}
      variant={assignment.state === 'submitted' ? 'default' : 'light'}
      className="no-print"
    >
      {t('decision.next', { unit: next.unit_name })}
    </Button>
  )
}
