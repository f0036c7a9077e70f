import { describe, expect, it } from 'vitest'
import { wordDiff } from './word-diff'

const side = (before: string, after: string, wanted: 'old' | 'new') =>
  wordDiff(before, after)
    .filter((part) => part.side === 'same' || part.side === wanted)
    .map((part) => part.text)
    .join('')

describe('wordDiff', () => {
  it('marks only the words that differ', () => {
    expect(wordDiff('nộp trước ngày 10 tháng 7', 'nộp trước ngày 12 tháng 7')).toEqual([
      { side: 'same', text: 'nộp trước ngày ' },
      { side: 'old', text: '10 ' },
      { side: 'new', text: '12 ' },
      { side: 'same', text: 'tháng 7' },
    ])
  })

  it.each([
    ['a b c d', 'b x d e'],
    ['', 'a b'],
    ['a b', ''],
    ['a', 'a'],
  ])('tells both texts whole: %j, %j', (before, after) => {
    expect(side(before, after, 'old').trim()).toBe(before)
    expect(side(before, after, 'new').trim()).toBe(after)
  })

  it('stays quick on two long texts without a word in common', () => {
    const words = (name: string) => Array.from({ length: 4000 }, (_, at) => name + at).join(' ')
    expect(wordDiff(words('a'), words('b')).map((part) => part.side)).toEqual(['old', 'new'])
  })
})
