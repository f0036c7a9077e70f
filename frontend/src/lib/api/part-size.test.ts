import { describe, expect, it } from 'vitest'
import { PartSize, SMALLEST } from './part-size'

const LARGEST = 256 * 1024

describe('PartSize', () => {
  it('begins small and grows on a quick line, never beyond what the server takes', () => {
    const size = new PartSize()
    expect(size.next(LARGEST)).toBe(SMALLEST)
    for (const expected of [2 * SMALLEST, 4 * SMALLEST, LARGEST]) {
      size.arrived(size.next(LARGEST), 20)
      expect(size.next(LARGEST)).toBe(expected)
    }
    expect(size.next(100)).toBe(100)
  })

  it('stays small on a line of 30 kB/s and shrinks where it breaks', () => {
    const size = new PartSize()
    size.arrived(SMALLEST, SMALLEST / 30)
    expect(size.next(LARGEST)).toBe(SMALLEST)
    size.arrived(SMALLEST, 20)
    expect(size.next(LARGEST)).toBe(2 * SMALLEST)
    size.broke()
    expect(size.next(LARGEST)).toBe(SMALLEST)
  })
})
