import type { ReactNode } from 'react'
import type { InjuryRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { injuries } from './record'

/** The injury of the address. */
export function OneInjury({ children }: { children: (injury: InjuryRead) => ReactNode }) {
  const injuryId = useParam('injuryId')
  return <OneRecord query={injuries.one(injuryId)}>{children}</OneRecord>
}
