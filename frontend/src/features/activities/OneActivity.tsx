import type { ReactNode } from 'react'
import type { ActivityRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { activities } from './record'

/** The activity of the address. */
export function OneActivity({ children }: { children: (activity: ActivityRead) => ReactNode }) {
  const activityId = useParam('activityId')
  return <OneRecord query={activities.one(activityId)}>{children}</OneRecord>
}
