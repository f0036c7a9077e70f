import { useCallback } from 'react'
import type { FormFault } from '@/ui/FormErrors'
import { useFaults as useAnyFaults } from '@/ui/use-faults'

/** A refusal as lines of `FormErrors`; fields carry the id `<form>-<field>`. */
export function useFaults(error: unknown, form: string): FormFault[] {
  const fieldId = useCallback((name: string) => `${form}-${name.split('.').at(-1)}`, [form])
  return useAnyFaults(error, { fieldId })
}
