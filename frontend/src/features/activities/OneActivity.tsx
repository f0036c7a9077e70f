import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ActivityRead } from '@/client'
import { OneRecord } from '@/ui/OneRecord'
import { activities } from './record'

/** The activity of the address. */
export function OneActivity({ children }: { children: (activity: ActivityRead) => ReactNode }) {
  const { activityId } = useParams({ strict: false }) as { activityId: string }
  return <OneRecord query={activities.one(activityId)}>{children}</OneRecord>
}
