import { expect, it } from 'vitest'
import { halfOf } from './api'

it.each([
  ['2026-06-30', 2026, 1],
  ['2026-07-31', 2026, 1],
  ['2026-08-01', 2026, 2],
  ['2026-12-31', 2026, 2],
  ['2027-01-15', 2026, 2],
  ['2027-02-01', 2027, 1],
])('on %s the half-year is %i-%i', (day, year, half) => expect(halfOf(day)).toEqual({ year, half }))
