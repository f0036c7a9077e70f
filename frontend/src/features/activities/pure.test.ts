import { describe, expect, it } from 'vitest'
import type { ActivityRead } from '@/client'
import { formatWhen, instantOf, moved, timeOf } from '@/lib/when'
import { entriesOf } from './calendar-items'
import { byDay, cutDay, isChildrensDay, monthAfter, monthOf, weeksOf } from './month'
import { bodyOf, freshValues, isAhead, updateOf, valuesOf } from './values'

const unit = { id: 'u', name: 'Khu phố 3', kind: 'khu_pho' as const }
const desk = { id: 'd', name: 'Công chức', kind: 'officer_desk' as const }

describe('the calendar', () => {
  it('shows whole weeks, Monday first', () => {
    const weeks = weeksOf('2026-06')
    expect(weeks[0]?.[0]).toBe('2026-06-01')
    expect(weeks.at(-1)?.at(-1)).toBe('2026-07-05')
    expect(weeksOf('2026-08').map((week) => week[0])).toEqual([
      '2026-07-27',
      '2026-08-03',
      '2026-08-10',
      '2026-08-17',
      '2026-08-24',
      '2026-08-31',
    ])
    expect(weeksOf('2027-02').length).toBe(4)
    expect(weeksOf('2026-06').every((week) => week.length === 7)).toBe(true)
  })
  it('knows the month before and after, and what is no month', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
    expect(monthOf('2026-13', '2026-06-10')).toBe('2026-06')
    expect(monthOf('2025-05', '2026-06-10')).toBe('2025-05')
  })
  it('puts things under their day in Vietnam', () => {
    const items = [
      { starts_at: '2026-05-31T18:00:00Z', ends_at: null },
      { starts_at: '2026-06-01T12:00:00Z', ends_at: '2026-06-01T13:00:00Z' },
      { starts_at: '2026-06-02T12:00:00Z', ends_at: '2026-06-02T17:00:00Z' },
    ]
    const days = byDay(items)
    expect([...days].map(([day, list]) => [day, list.length])).toEqual([
      ['2026-06-01', 2],
      ['2026-06-02', 1],
    ])
    expect(isChildrensDay('2026-06-01') && !isChildrensDay('2026-01-06')).toBe(true)
  })
  it('puts what lasts under each of its days', () => {
    const days = byDay([{ starts_at: '2026-12-29T08:00:00+07:00', ends_at: '2027-01-02T17:00:00+07:00' }])
    expect([...days.keys()]).toEqual(['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
  })
  it('cuts a full day, and says what clashes behind the cut', () => {
    const day = Array.from({ length: 40 }, (_, id) => ({ id, clash: [2, 5, 39].includes(id) }))
    const cut = cutDay(day)
    expect(cut.shown.map((item) => item.id)).toEqual([0, 1, 2, 3])
    expect([cut.hidden, cut.hiddenClashes]).toEqual([36, 2])
    expect(cutDay(day.slice(0, 4))).toEqual({ shown: day.slice(0, 4), hidden: 0, hiddenClashes: 0 })
  })
  it('keeps the hours of what is moved', () => {
    const one = { starts_at: '2026-06-01T12:00:00Z', ends_at: '2026-06-01T14:00:00Z' }
    expect(moved(one, '2026-06-03')).toEqual({
      starts_at: '2026-06-03T12:00:00.000Z',
      ends_at: '2026-06-03T14:00:00.000Z',
    })
    expect(formatWhen(one)).toBe('19:00–21:00, 01/06/2026')
    expect(timeOf(instantOf('2026-06-01', '07:30'))).toBe('07:30')
  })
})

describe('a new activity', () => {
  const noon = new Date('2026-06-10T05:00:00Z')
  it('is this evening at the own khu phố', () => {
    const values = freshValues({}, [unit], noon)
    expect([values.on, values.from, values.to, values.held]).toEqual(['2026-06-10', '19:00', '21:00', false])
    expect([values.unit_id, values.place_unit_id]).toEqual(['u', 'u'])
  })
  it('takes over what the assignment knows', () => {
    const values = freshValues(
      { title: 'Tết thiếu nhi', area: 'summer', unit_id: 'x', on: '2026-06-01' },
      [unit],
      noon,
    )
    expect(values).toMatchObject({
      title: 'Tết thiếu nhi',
      area: 'summer',
      unit_id: 'x',
      place_unit_id: null,
      on: '2026-06-01',
      held: true,
    })
  })
  it('ignores an address that makes no sense', () => {
    const values = freshValues({ area: 'nonsense', on: 'soon' }, [desk], noon)
    expect([values.area, values.on, values.place_unit_id]).toEqual(['recreation', '2026-06-10', null])
  })
  it('sends no results of what has not taken place', () => {
    const values = {
      ...freshValues({}, [unit], noon),
      actual: { boys: 3, girls: 4, adults: 0 },
      latitude: '10,78',
    }
    expect(bodyOf({ ...values, held: true })).toMatchObject({
      actual: { boys: 3, girls: 4, adults: 0 },
      starts_at: '2026-06-10T19:00:00+07:00',
      ends_at: '2026-06-10T21:00:00+07:00',
      latitude: 10.78,
      longitude: null,
    })
    expect(bodyOf(values).actual).toEqual({ boys: 0, girls: 0, adults: 0 })
    expect(Object.keys(bodyOf(values))).not.toContain('correction_note')
  })
  it('knows what lies ahead', () => {
    expect(isAhead({ on: '2026-06-10', from: '19:00' }, noon)).toBe(true)
    expect(isAhead({ on: '2026-06-10', from: '11:00' }, noon)).toBe(false)
    expect(isAhead({ on: null, from: '19:00' }, noon)).toBe(false)
  })
})

describe('a record that is there', () => {
  const record = {
    id: 'a',
    area: 'summer',
    title: 'Bơi lội',
    unit_id: 'u',
    supporting_units: [{ id: 's', name: 'Đoàn' }],
    plan_line_id: 'l',
    place_unit_id: null,
    venue: 'Hồ bơi',
    latitude: 10.5,
    longitude: 106.7,
    starts_at: '2026-06-01T12:00:00Z',
    ends_at: '2026-06-02T14:00:00Z',
    state: 'held',
    planned: { boys: 1, girls: 2, adults: 3 },
    actual: { boys: 4, girls: 5, adults: 6 },
    disabled_children: 1,
    poor_children: 2,
    budget_planned: { state_budget: 1, mobilised: 2 },
    budget_spent: { state_budget: 3, mobilised: 4 },
    in_charge: 'Bà Tư',
    description: 'd',
    outcome: 'o',
    launch: false,
    outside_school: true,
    checklist: { children_expected: 9 },
  } as unknown as ActivityRead
  it('comes back unchanged from the form', () => {
    const body = bodyOf(valuesOf(record))
    expect(body).toMatchObject({
      supporting_unit_ids: ['s'],
      plan_line_id: 'l',
      latitude: 10.5,
      actual: record.actual,
      budget_spent: record.budget_spent,
      outcome: 'o',
    })
    expect(Date.parse(body.starts_at)).toBe(Date.parse(record.starts_at))
    expect(Date.parse(body.ends_at)).toBe(Date.parse(record.ends_at))
  })
  it('changes only what is to be changed', () => {
    const update = updateOf(record, moved(record, '2026-06-05'))
    expect(update).toMatchObject({ title: 'Bơi lội', outcome: 'o', starts_at: '2026-06-05T12:00:00.000Z' })
  })
})

describe('calendar', () => {
  it('puts communication beside activities by their time, each with the page that may be opened', () => {
    const activity = {
      id: 'a',
      title: 'Hội trại',
      area: 'summer' as const,
      unit_id: 'u',
      unit_name: 'Khu phố 1',
      place_unit_name: 'Khu phố 1',
      venue: 'Sân bóng',
      starts_at: '2026-06-01T12:00:00Z',
      ends_at: '2026-06-01T14:00:00Z',
      state: 'announced' as const,
      own: false,
      movable: false,
      clash: false,
      version: 1,
    }
    const talk = {
      id: 't',
      script_id: null,
      kind: 'talk' as const,
      title: 'Nói chuyện',
      unit_id: 'u',
      unit_name: 'Khu phố 1',
      place_unit_name: 'Khu phố 1',
      place: 'Nhà văn hóa',
      starts_at: '2026-06-01T11:00:00Z',
      ends_at: null,
      state: 'planned' as const,
    }
    const slot = {
      ...talk,
      id: 's',
      script_id: 'script',
      kind: 'broadcast' as const,
      place: '',
      starts_at: '2026-06-01T13:00:00Z',
    }
    expect(entriesOf([activity], [slot, talk]).map((one) => [one.id, one.place, one.path])).toEqual([
      ['t', 'Nhà văn hóa', '/communications/t'],
      ['a', 'Sân bóng', null],
      ['s', '', '/communications/scripts/script'],
    ])
  })
})
