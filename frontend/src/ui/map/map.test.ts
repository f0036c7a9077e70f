import { describe, expect, it } from 'vitest'
import { matrixOf } from './affine'
import { clusters } from './clusters'

const at = (x: number, y: number, rank = 0) => ({ x, y, one: { rank, name: `${x} ${y}` } })

describe('clusters', () => {
  it('draws marks of one square as one, in their middle, the worst first', () => {
    const [one, other, ...more] = clusters([at(2, 2, 1), at(10, 6, 0), at(90, 2)], 48)
    expect(one).toEqual({ x: 6, y: 4, ones: [at(10, 6, 0).one, at(2, 2, 1).one] })
    expect(other?.ones).toHaveLength(1)
    expect(more).toEqual([])
  })
  it('loses none of two thousand', () => {
    const marks = Array.from({ length: 2000 }, (_, n) => at((n * 37) % 900, (n * 91) % 600))
    const drawn = clusters(marks, 48)
    expect(drawn.length).toBeLessThan(300)
    expect(drawn.reduce((sum, { ones }) => sum + ones.length, 0)).toBe(2000)
  })
  it('tells squares left and right of nought apart', () => {
    expect(clusters([at(-1, 0), at(1, 0)], 48)).toHaveLength(2)
  })
})

describe('matrixOf', () => {
  it('lays a picture with north up', () => {
    const corners = [
      { x: 10, y: 20 },
      { x: 210, y: 20 },
      { x: 10, y: 120 },
    ] as const
    expect(matrixOf(corners, 400, 400)).toBe('matrix(0.5, 0, 0, 0.25, 10, 20)')
  })
  it('turns one', () => {
    const corners = [
      { x: 100, y: 0 },
      { x: 100, y: 100 },
      { x: 0, y: 0 },
    ] as const
    expect(matrixOf(corners, 100, 100)).toBe('matrix(0, 1, -1, 0, 100, 0)')
  })
})
