import type { ReactNode } from 'react'
import type { RoundRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { rounds } from './record'

/** The round of the address. */
export function OneRound({ children }: { children: (round: RoundRead) => ReactNode }) {
  const roundId = useParam('roundId')
  return <OneRecord query={rounds.one(roundId)}>{children}</OneRecord>
}
