import { describe, expect, it } from 'vitest'
import type { CommunicationRead } from '@/client'
import { bodyOf, freshValues, isAhead, startOf, type Values, valuesOf } from './values'

// 09:00 in Vietnam.
const NOW = new Date('2026-06-01T02:00:00Z')
const UNIT = { id: 'kp3', name: 'Khu phố 3', kind: 'khu_pho' } as const
const fresh = (change: Partial<Values> = {}): Values => ({
  ...freshValues({ on: '2026-06-01' }, [UNIT], NOW),
  title: 'Nói chuyện',
  ...change,
})

describe('when it was', () => {
  it('a banner of today hangs already, though its hour is to come', () => {
    const banner = fresh({ kind: 'banner', done: true, put_up_on: '2026-06-01' })
    expect(startOf(banner, NOW)).toBe('2026-06-01T09:00:00+07:00')
    expect(isAhead(banner, NOW)).toBe(false)
  })
  it('a banner of another day keeps its hour', () => {
    expect(startOf(fresh({ kind: 'banner', put_up_on: '2026-05-20' }), NOW)).toBe('2026-05-20T17:30:00+07:00')
  })
  it('what is said to have happened this evening is told to be ahead', () => {
    expect(isAhead(fresh({ done: true }), NOW)).toBe(true)
    expect(isAhead(fresh({ done: false }), NOW)).toBe(false)
    expect(isAhead(fresh({ done: true, from: '08:00' }), NOW)).toBe(false)
  })
  it('the end is optional and keeps its day', () => {
    expect(bodyOf(fresh(), NOW).ends_at).toBeNull()
    expect(bodyOf(fresh({ to: '20:00' }), NOW).ends_at).toBe('2026-06-01T20:00:00+07:00')
    const read = {
      starts_at: '2026-06-01T10:30:00Z',
      ends_at: '2026-06-03T03:00:00Z',
      latitude: null,
      longitude: null,
      link: null,
      messages: [],
      state: 'done',
    } as unknown as CommunicationRead
    const values = { ...fresh(), ...valuesOf(read), kind: 'contest' as const }
    expect(values.nights).toBe(2)
    expect(bodyOf(values, NOW).ends_at).toBe('2026-06-03T10:00:00+07:00')
  })
})

describe('what goes to the server', () => {
  it('leaves out what was typed for another kind', () => {
    const body = bodyOf(
      fresh({ kind: 'leaflet', copies: 300, audience_children: 60, link: 'https://a.vn' }),
      NOW,
    )
    expect(body).toMatchObject({ copies: 300, audience_children: 0, link: null })
  })
  it('consents count only where children are shown', () => {
    const given = { guardian_consent: true, children_7_plus: true, child_consent: true }
    expect(bodyOf(fresh(given), NOW)).toMatchObject({ guardian_consent: false, child_consent: false })
    expect(bodyOf(fresh({ ...given, shows_children: true }), NOW)).toMatchObject(given)
  })
})
