import { describe, expect, it } from 'vitest'
import { type Anchor, areFlat, isWhole, pairOf } from './anchors'

const at = (x: number, y: number, latitude: string, longitude: string): Anchor => ({
  x,
  y,
  latitude,
  longitude,
})
const GOOD = [at(0, 0, '16.75', '107.17'), at(1, 0, '16.75', '107.20'), at(0, 1, '16.73', '107.17')]

describe('three spots of a picture', () => {
  it('tie it down when they are far apart', () => expect(areFlat(GOOD)).toBe(false))
  it('do not where the ground is one and the same', () =>
    expect(areFlat(GOOD.map((one) => ({ ...one, latitude: '16.75', longitude: '107.17' })))).toBe(true))
  it('do not where they lie on one road', () =>
    expect(
      areFlat([at(0, 0, '16.73', '107.17'), at(1, 0, '16.74', '107.18'), at(0, 1, '16.75', '107.19')]),
    ).toBe(true))
  it('do not where they were tapped on each other', () =>
    expect(areFlat(GOOD.map((one) => ({ ...one, x: 0.5, y: 0.5 })))).toBe(true))
  it('need both numbers, within the earth', () => {
    expect(isWhole(at(0, 0, '16,75', '107.17'))).toBe(true)
    expect(isWhole(at(0, 0, '', '107.17'))).toBe(false)
    expect(isWhole(at(0, 0, '107.17', '16.75'))).toBe(false)
  })
})

it.each([
  ['10.7769, 106.7009', { latitude: '10.7769', longitude: '106.7009' }],
  ['10.7769 106.7009', { latitude: '10.7769', longitude: '106.7009' }],
  ['10,7769', undefined],
  ['10.7769', undefined],
])('%s as both numbers', (text, pair) => expect(pairOf(text)).toEqual(pair))
