import { describe, expect, it } from 'vitest'
import { countWords, readingTime } from './words'

describe('readingTime', () => {
  it('is minutes and seconds', () => {
    expect(readingTime(312, 150)).toBe('2:05')
    expect(readingTime(0, 150)).toBe('0:00')
  })
  it('counts words, not spaces', () => {
    expect(countWords('  Kính thưa\n bà con  ')).toBe(4)
    expect(countWords(' ')).toBe(0)
  })
})
