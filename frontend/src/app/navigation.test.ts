import { describe, expect, it } from 'vitest'
import { someone } from '@/test/render'
import { navigation, phoneBar, placesOf } from './navigation'

const all = Object.fromEntries(navigation.map((place) => [place.to, {}]))
const labels = (permissions: string[], units = someone.units) =>
  placesOf({ ...someone, permissions, units }, all).map((place) => place.label)

describe('placesOf', () => {
  it('shows a unit its work and nothing of the ward', () => {
    expect(labels(['plan:read', 'assignment:read', 'unit:read'])).toEqual([
      'myWork',
      'plans',
      'assignments',
      'units',
      'account',
    ])
  })
  it('shows the administrator of the system no records', () => {
    expect(labels(['ward:manage'], [])).toEqual(['admin', 'account'])
  })
  it('offers no place without a page', () => {
    expect(
      placesOf({ ...someone, permissions: ['audit:read'] }, { '/account': {} }).map((place) => place.to),
    ).toEqual(['/account'])
  })
})

describe('phoneBar', () => {
  it('never has more than five entries', () => {
    expect(phoneBar(navigation.slice(0, 5)).rest).toEqual([])
    const { bar, rest } = phoneBar(navigation)
    expect(bar.length).toBe(4)
    expect([...bar, ...rest]).toEqual(navigation)
  })
})
