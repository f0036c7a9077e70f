import type { ReactNode } from 'react'
import type { HazardRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { hazards } from './record'

/** The unsafe place of the address. */
export function OneHazard({ children }: { children: (site: HazardRead) => ReactNode }) {
  const hazardId = useParam('hazardId')
  return <OneRecord query={hazards.one(hazardId)}>{children}</OneRecord>
}
