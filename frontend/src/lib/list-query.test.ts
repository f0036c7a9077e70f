import { describe, expect, it } from 'vitest'
import { addressOf, listQuery } from './list-query'

describe('listQuery', () => {
  it('splits only the filters that hold several values', () => {
    expect(listQuery({ state: 'held,reported', q: 'bơi, lội' }, 'state', 'area')).toEqual({
      state: ['held', 'reported'],
      q: 'bơi, lội',
    })
  })
})

describe('addressOf', () => {
  it('says each value by itself and leaves out what is empty', () => {
    expect(addressOf('/export', { state: ['held', 'reported'], q: '', unit_id: undefined, late: true })).toBe(
      '/export?state=held&state=reported&late=true',
    )
  })
})
