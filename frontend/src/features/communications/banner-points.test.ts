import { describe, expect, it } from 'vitest'
import { bannerPoints } from './banner-points'

const banner = (id: string, latitude: number | null, change = {}) => ({
  id,
  latitude,
  longitude: latitude === null ? null : 106.7,
  taken_down_on: null as string | null,
  overdue: false,
  ...change,
})

describe('bannerPoints', () => {
  it('puts banners of one place under one point, the worst in front', () => {
    const points = bannerPoints([
      banner('down', 10.78, { taken_down_on: '2026-06-30' }),
      banner('up', 10.780004),
      banner('elsewhere', 10.7801),
      banner('overdue', 10.78, { overdue: true }),
      banner('nowhere', null),
    ])
    expect(points.map((point) => [point.state, point.banners.map((one) => one.id)])).toEqual([
      ['overdue', ['overdue', 'up', 'down']],
      ['up', ['elsewhere']],
    ])
  })
  it('calls a point down only when all of it is', () => {
    const down = { taken_down_on: '2026-06-30', overdue: true }
    expect(bannerPoints([banner('a', 10, down), banner('b', 10, down)])[0]?.state).toBe('down')
    expect(bannerPoints([banner('a', 10, down), banner('b', 10)])[0]?.state).toBe('up')
  })
})
