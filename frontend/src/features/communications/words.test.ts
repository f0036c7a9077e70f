import { describe, expect, it } from 'vitest'
import { KINDS, mainFigure, OWN_FIELDS } from './words'

describe('fields of a kind', () => {
  it('each kind has fields of its own', () => {
    for (const kind of KINDS) expect(OWN_FIELDS[kind].length).toBeGreaterThan(0)
  })
  it('the figure of a kind is its own', () => {
    const row = {
      broadcasts: 3,
      copies: 4,
      reach: 5,
      audience_children: 1,
      audience_adults: 2,
      audience_officials: 0,
    }
    const of = (kind: string) => mainFigure({ ...row, kind } as never)
    expect(of('broadcast')).toEqual({ key: 'times', value: 3 })
    expect(of('talk')).toEqual({ key: 'people', value: 3 })
    expect(of('banner')).toBeNull()
  })
})
