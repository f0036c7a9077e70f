import type { ReactNode } from 'react'
import type { ChildRead } from '@/client'
import { useParam } from '@/lib/use-param'
import { OneRecord } from '@/ui/OneRecord'
import { children as register } from './record'

/** The child of the address. */
export function OneChild({ children }: { children: (child: ChildRead) => ReactNode }) {
  const childId = useParam('childId')
  return <OneRecord query={register.one(childId)}>{children}</OneRecord>
}
