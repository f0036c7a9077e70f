import { describe, expect, it } from 'vitest'
import type { RoundRead } from '@/client'
import {
  bodyOf,
  freshValues,
  MONEY,
  monthLater,
  THING,
  type Values,
  valuesOf,
  worthOf,
  yearLater,
  yearsLater,
} from './values'

const round: RoundRead = {
  id: 'r',
  code: 'TQ-1',
  version: 1,
  kind: 'gift',
  state: 'draft',
  title: 'Tặng quà 1/6/2026',
  occasion: 'children_day',
  school_year: '',
  unit_id: null,
  unit_name: null,
  donor_id: null,
  donor_name: null,
  repeats_id: null,
  one_per: 'household',
  strict: true,
  channel: 'transfer',
  description: 'Trao tại nhà',
  amount: 300_000,
  begins_on: '2026-06-01',
  place: 'Nhà văn hóa',
  hour: '8 giờ',
  nominate_before: '2026-05-20',
  items: [
    { id: 'i', kind: 'money', name: 'Tiền mặt', quantity: 1, unit_value: 200_000 },
    { id: 'j', kind: 'books', name: 'Vở', quantity: 10, unit_value: 10_000 },
  ],
  instalments: [{ due_on: '2026-06-01', condition: '' }],
  nominators: [
    { unit_id: 'a', unit_name: 'Khu phố 1', quota: 20, lines: 0, reserve: 0, handed_in_at: null },
    { unit_id: 'b', unit_name: 'Khu phố 2', quota: null, lines: 0, reserve: 0, handed_in_at: null },
  ],
  criteria: { poverty: ['poor'], age_to: 15 },
} as unknown as RoundRead

const values = (change: Partial<Values> = {}): Values => ({
  ...freshValues({}, 'u'),
  title: ' Tặng quà ',
  begins_on: '2026-06-01',
  ...change,
})

describe('a new round', () => {
  it('takes what the address brings', () =>
    expect(
      freshValues({ kind: 'scholarship', title: 'Học bổng', on: '2026-09-05', unit_id: 'x' }, 'u'),
    ).toMatchObject({ kind: 'scholarship', title: 'Học bổng', begins_on: '2026-09-05', unit_id: 'u' }))
  it.each([{ kind: 'bribe', on: '5/9/2026' }, { kind: '', on: '2026-9-5' }, {}])(
    'does not take what it does not know: %o',
    (prefill) => expect(freshValues(prefill, null)).toMatchObject({ kind: 'gift', begins_on: null }),
  )
  it('cuts a title that the server would refuse', () =>
    expect(freshValues({ title: 'x'.repeat(400) }, null).title).toHaveLength(300))
})

describe('what the form holds of a round', () => {
  it('is what the round says', () =>
    expect(valuesOf(round)).toMatchObject({
      title: 'Tặng quà 1/6/2026',
      one_per: 'household',
      strict: true,
      channel: 'transfer',
      begins_on: '2026-06-01',
      nominate_before: '2026-05-20',
      nominators: ['a', 'b'],
      quotas: { a: 20, b: 0 },
      poverty: ['poor'],
      needs: [],
      age_from: 0,
      age_to: 15,
    }))
  it('has one day as the day, several as instalments', () => {
    expect(valuesOf(round).instalments).toEqual([])
    const two = [
      { due_on: '2026-09-05', condition: '' },
      { due_on: '2026-10-05', condition: 'Học lực khá' },
    ]
    expect(valuesOf({ ...round, instalments: two }).instalments).toEqual(two)
  })
  it('comes back as it was', () => {
    const body = bodyOf(valuesOf(round))
    expect(body).toMatchObject({
      title: round.title,
      begins_on: round.begins_on,
      nominators: [
        { unit_id: 'a', quota: 20 },
        { unit_id: 'b', quota: null },
      ],
      criteria: { poverty: ['poor'], age_from: null, age_to: 15, nothing_since_months: null },
    })
    expect(body.items).toEqual([
      { kind: 'money', name: 'Tiền mặt', quantity: 1, unit_value: 200_000 },
      { kind: 'books', name: 'Vở', quantity: 10, unit_value: 10_000 },
    ])
  })
})

describe('what is sent', () => {
  it('has a trimmed title, and no gift without a name', () => {
    const body = bodyOf(values({ items: [MONEY, THING, { ...THING, name: '  ' }] }))
    expect(body.title).toBe('Tặng quà')
    expect(body.items).toEqual([MONEY])
  })
  it('has a sponsor and instalments only where the kind has them', () => {
    const change = { donor_id: 'd', instalments: [{ due_on: '2026-06-01', condition: '' }] }
    expect(bodyOf(values({ ...change, kind: 'gift' }))).toMatchObject({ donor_id: null, instalments: [] })
    expect(bodyOf(values({ ...change, kind: 'scholarship' }))).toMatchObject({
      donor_id: null,
      instalments: change.instalments,
    })
    expect(bodyOf(values({ ...change, kind: 'sponsorship' }))).toMatchObject(change)
  })
  it('has a quota only of units that nominate', () =>
    expect(bodyOf(values({ nominators: ['a'], quotas: { a: 0, b: 9 } })).nominators).toEqual([
      { unit_id: 'a', quota: null },
    ]))
  it('says nothing of the form alone', () =>
    expect(Object.keys(bodyOf(values()))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/quotas|poverty|needs|legal_groups|age_/)]),
    ))
})

describe('what a share is worth', () => {
  it('is the sum of its items', () => {
    expect(worthOf([])).toBe(0)
    expect(worthOf(valuesOf(round).items)).toBe(300_000)
  })
  it('means one where no quantity is typed', () => {
    const empty = { ...MONEY, quantity: 0, unit_value: 50_000 }
    expect(worthOf([empty])).toBe(50_000)
    expect(bodyOf(values({ items: [empty] })).items).toEqual([{ ...empty, quantity: 1 }])
  })
})

describe('a month later', () => {
  it.each([
    ['2026-01-15', '2026-02-15'],
    ['2026-12-05', '2027-01-05'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-03-31', '2026-04-30'],
    ['2026-12-31', '2027-01-31'],
  ])('of %s is %s', (day, later) => expect(monthLater(day)).toBe(later))
})

describe('a year later', () => {
  it.each([
    ['2026-06-01', '2027-06-01'],
    ['2027-02-28', '2028-02-28'],
    ['2028-02-29', '2029-02-28'],
  ])('of %s is %s', (day, later) => expect(yearLater(day)).toBe(later))
  it.each([
    ['Tặng quà 1/6/2025', 'Tặng quà 1/6/2026'],
    ['2025-2026', '2026-2027'],
    ['Trung thu', 'Trung thu'],
    ['Quỹ 12025', 'Quỹ 12025'],
    ['', ''],
  ])('of “%s” is “%s”', (text, later) => expect(yearsLater(text)).toBe(later))
})
