import { describe, expect, it } from 'vitest'
import { freshValues, nearOf } from './values'
import { LEVELS, lookOf, riskOf } from './words'

const fresh = freshValues({}, [{ id: 'kp', name: 'Khu phố 1', kind: 'khu_pho' }], '2026-06-10')

describe('a new place', () => {
  it('is found today in the own khu phố, of a kind that somebody must choose', () => {
    expect(fresh).toMatchObject({ unit_id: 'kp', place_unit_id: 'kp', found_on: '2026-06-10', kind: null })
  })
})

describe('what is looked for near it', () => {
  it('is nothing before there are words or a point', () => {
    expect(nearOf(fresh)).toBeNull()
    expect(nearOf({ ...fresh, title: 'Ao' })).toBeNull()
    expect(nearOf({ ...fresh, title: 'Ao làng', place_unit_id: null })).toBeNull()
  })
  it('is by words of the same khu phố, by the point, or by both', () => {
    expect(nearOf({ ...fresh, title: ' Ao làng ' })).toEqual({ title: 'Ao làng', place_unit_id: 'kp' })
    expect(nearOf({ ...fresh, latitude: '16,75', longitude: '107.18' })).toEqual({
      latitude: 16.75,
      longitude: 107.18,
    })
    expect(nearOf({ ...fresh, latitude: '91', longitude: '107' })).toBeNull()
  })
})

describe('a mark on the map', () => {
  it('tells the worst first, each by a shape of its own', () => {
    const looks = [
      lookOf({ state: 'safe', overdue: true }),
      lookOf({ state: 'fixing', overdue: false }),
      lookOf({ state: 'safe', overdue: false }),
      lookOf({ state: 'closed', overdue: false }),
    ]
    expect(looks.map(({ rank }) => rank)).toEqual([0, 1, 2, 3])
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(4)
  })
})

it('risk is likelihood times harm, as the server has it', () => {
  const told = LEVELS.map((likelihood) => LEVELS.map((harm) => riskOf(likelihood, harm)))
  expect(told).toEqual([
    ['low', 'low', 'medium'],
    ['low', 'medium', 'high'],
    ['medium', 'high', 'high'],
  ])
})
