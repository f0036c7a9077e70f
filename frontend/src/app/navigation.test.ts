import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { someone } from '@/test/render'
import { placesOf } from '@/ui/contexts'
import { contexts } from './contexts'
import { phoneBar } from './navigation'
import { createAppRouter } from './router'

const navigation = contexts.flatMap((context) => ('places' in context ? [...context.places] : []))
const labels = (permissions: string[], units = someone.units) =>
  placesOf(contexts, { ...someone, permissions, units }).map((place) => place.label)

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
    const { routesByPath } = createAppRouter(new QueryClient())
    expect(navigation.filter((place) => !(place.to in routesByPath))).toEqual([])
  })
  it('has one order for the places of all contexts', () => {
    const places = placesOf(contexts, {
      ...someone,
      permissions: navigation.flatMap((place) => ('permission' in place ? place.permission : [])),
    })
    expect(places.map((place) => place.label)).toEqual([
      'myWork',
      'ward',
      'plans',
      'assignments',
      'calendar',
      'activities',
      'communications',
      'figures',
      'units',
      'audit',
      'admin',
      'account',
    ])
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
