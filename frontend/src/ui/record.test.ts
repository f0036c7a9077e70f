import { expect, it } from 'vitest'
import { recordOf } from './record'

const gifts = recordOf({
  key: 'gifts',
  address: '/api/v1/gifts',
  filters: { state: 'several', from_on: 'one' },
  read: async (id) => ({ id }),
  list: async (_: { q?: string; state?: string[]; from_on?: string }) => ({ items: [] }),
})

it('asks for the filters that are named, and for nothing else', () => {
  const search = { q: 'gấu', state: 'given,planned', from_on: '2026-06-01', strange: 'yes' }
  expect(gifts.exportHref(search)).toBe(
    '/api/v1/gifts/export?q=g%E1%BA%A5u&state=given&state=planned&from_on=2026-06-01',
  )
})
