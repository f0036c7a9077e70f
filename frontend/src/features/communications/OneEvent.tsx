import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CommunicationRead } from '@/client'
import { OneRecord } from '@/ui/OneRecord'
import { events } from './record'

/** The event of the address. */
export function OneEvent({ children }: { children: (event: CommunicationRead) => ReactNode }) {
  const { eventId } = useParams({ strict: false }) as { eventId: string }
  return <OneRecord query={events.one(eventId)}>{children}</OneRecord>
}
