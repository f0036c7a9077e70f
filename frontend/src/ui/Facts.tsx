import type { ReactNode } from 'react'
import parts from './parts.module.css'

/** Name and value; without a value there is no such fact. */
export type Fact = readonly [name: string, value: ReactNode]

/** What a record says of itself. */
export function Facts({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={className ? `${parts.facts} ${className}` : parts.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
