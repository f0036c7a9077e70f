import { describe, expect, it } from 'vitest'
import { monthOf, rowsHref } from './api'

const one = {
  code: 'activities_summer',
  source: 'activities',
  unit: 'times',
  basis: '',
  path: '/activities?state=held,reported&area=summer',
}
const june = { from_on: '2026-06-01', to_on: '2026-06-30' }

describe('rowsHref', () => {
  it('opens the rows of the same days', () => {
    expect(rowsHref(one, { ...june, by: 'unit' })).toBe(
      '/activities?state=held%2Creported&area=summer&from_on=2026-06-01&to_on=2026-06-30',
    )
  })
  it('opens the rows of the unit, or of the khu phố', () => {
    expect(rowsHref(one, { ...june, by: 'unit' }, 'u1')).toContain('&unit_id=u1')
    expect(rowsHref(one, { ...june, by: 'place' }, 'u1')).toContain('&place_unit_id=u1')
  })
})

describe('monthOf', () => {
  it('knows the last day', () => {
    expect(monthOf('2028-02-10')).toEqual({ from_on: '2028-02-01', to_on: '2028-02-29' })
    expect(monthOf('2026-12-31')).toEqual({ from_on: '2026-12-01', to_on: '2026-12-31' })
  })
})
