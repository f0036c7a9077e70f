/** Readings of injuries that are no record's. */
import { queryOptions } from '@tanstack/react-query'
import { readInjuryHalfYear } from '@/client'
import { unwrap } from '@/lib/api'
import { injuries } from './record'

export type Half = { year: number; half: number; unit_id?: string }

export const halfYearQuery = (query: Half) =>
  queryOptions({
    queryKey: [...injuries.all, 'half-year', query],
    queryFn: ({ signal }) => readInjuryHalfYear({ query, signal }).then(unwrap),
  })

/** The half-year whose reports are due: in its first month the one that has just ended. */
export function halfOf(day: string): Required<Pick<Half, 'year' | 'half'>> {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const months = year * 12 + month - 2
  return { year: Math.floor(months / 12), half: months % 12 < 6 ? 1 : 2 }
}
