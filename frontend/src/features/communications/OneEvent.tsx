import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CommunicationRead } from '@/client'
import { ErrorState } from '@/ui/ErrorState'
import { CardsSkeleton } from '@/ui/Skeletons'
import { eventQuery } from './api'

/** Reads the event of the address, then shows it. */
export function OneEvent({ children }: { children: (event: CommunicationRead) => ReactNode }) {
  const { eventId } = useParams({ strict: false }) as { eventId: string }
  const event = useQuery(eventQuery(eventId))
  if (event.isPending) return <CardsSkeleton cards={4} />
  if (event.isError) return <ErrorState page error={event.error} onRetry={() => event.refetch()} />
  return children(event.data)
}
