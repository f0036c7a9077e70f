import type { ReactNode } from 'react'
import type { CommunicationRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { events } from './record'

/** The event of the address. */
export function OneEvent({ children }: { children: (event: CommunicationRead) => ReactNode }) {
  const eventId = useParam('eventId')
  return <OneRecord query={events.one(eventId)}>{children}</OneRecord>
}
