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

type Ranked = { rank: number }[]
const ranksOf = (places: Ranked) => places.map((place) => place.rank)
const inOrder = (places: Ranked) => [...new Set(ranksOf(places))].sort((one, other) => one - other)

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
    expect(places).toHaveLength(navigation.length)
    expect(ranksOf(places), 'ascending, and no two are equal').toEqual(inOrder(places))
  })
  it('has one order for the rooms behind each place', () => {
    const rooms = contexts.flatMap((context) => ('rooms' in context ? [...context.rooms] : []))
    for (const of of new Set(rooms.map((room) => room.of))) {
      const behind = rooms.filter((room) => room.of === of).sort((one, other) => one.rank - other.rank)
      expect(ranksOf(behind), `no two rooms of ${of} have one rank`).toEqual(inOrder(behind))
    }
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
