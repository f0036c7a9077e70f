import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ActivityRead } from '@/client'
import { ErrorState } from '@/ui/ErrorState'
import { CardsSkeleton } from '@/ui/Skeletons'
import { activityQuery } from './api'

/** Reads the activity of the address, then shows it. */
export function OneActivity({ children }: { children: (activity: ActivityRead) => ReactNode }) {
  const { activityId } = useParams({ strict: false }) as { activityId: string }
  const activity = useQuery(activityQuery(activityId))
  if (activity.isPending) return <CardsSkeleton cards={4} />
  if (activity.isError) {
    return <ErrorState page error={activity.error} onRetry={() => activity.refetch()} />
  }
  return children(activity.data)
}
