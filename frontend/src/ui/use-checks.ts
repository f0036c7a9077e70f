import { useMemo, useState } from 'react'
import type { FormFault } from './FormErrors'

/** A field's name, whether it is wrong, and what is then said. */
export type Check = [name: string, wrong: boolean, message: string]

/**
 * What a form finds wrong before it is sent; until then, what the server refused.
 *
 * @param refused of `useFaults`
 */
export function useChecks(refused: FormFault[], fieldId: (name: string) => string) {
  const [own, setOwn] = useState<FormFault[]>([])
  const faults = useMemo(() => (own.length > 0 ? own : refused), [own, refused])
  /** True when nothing is wrong. */
  const passes = (checks: Check[]): boolean => {
    const found = checks
      .filter(([, wrong]) => wrong)
      .map(([name, , message]) => ({ message, fieldId: fieldId(name) }))
    setOwn(found)
    return found.length === 0
  }
  return { faults, passes }
}
