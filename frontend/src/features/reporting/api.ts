/** The figures of the report. */
import { queryOptions } from '@tanstack/react-query'
import { type IndicatorRead, readIndicators, type UnitView } from '@/client'
import { unwrap } from '@/lib/api'

export type Asked = {
  from_on: string
  to_on: string
  by: 'unit' | 'place'
  unit_id?: string
  units?: UnitView
}

/** Begins with the key of the records it counts, so that a change of one makes it stale. */
export const figuresQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['figures', asked],
    queryFn: ({ signal }) => readIndicators({ query: asked, signal }).then(unwrap),
  })

/** The page with the rows behind a figure: of the same days, and of one unit or khu phố where it is one's own. */
export function rowsHref(one: IndicatorRead, asked: Asked, group?: string | null): string {
  const [path = '', query = ''] = one.path.split('?')
  const search = new URLSearchParams(query)
  search.set('from_on', asked.from_on)
  search.set('to_on', asked.to_on)
  if (asked.units === 'then') search.set('units', asked.units)
  if (asked.unit_id) search.set('unit_id', asked.unit_id)
  if (group) search.set(asked.by === 'unit' ? 'unit_id' : 'place_unit_id', group)
  return `${path}?${search}`
}

/** First and last day of the month that a day lies in. */
export function monthOf(day: string): { from_on: string; to_on: string } {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const begin = day.slice(0, 8)
  return { from_on: `${begin}01`, to_on: `${begin}${last}` }
}
