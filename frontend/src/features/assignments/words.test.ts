import { describe, expect, it } from 'vitest'
import type { UnitCounts } from '@/client'
import {
  dueOf,
  everyDay,
  filledFigures,
  lateUnits,
  matrixCells,
  percent,
  prefill,
  typedNumber,
} from './words'

const unit = (name: string, overdue: number): UnitCounts => ({
  unit_id: name,
  unit_name: name,
  unit_kind: 'khu_pho',
  assigned: 1,
  acknowledged: 2,
  in_progress: 3,
  submitted: 4,
  returned: 5,
  accepted: 6,
  overdue,
  late: 0,
  total: 21,
})

describe('words of assignments', () => {
  it('names the units that hurt most first', () => {
    const names = lateUnits([unit('a', 1), unit('b', 0), unit('c', 3)]).map((one) => one.unit_name)
    expect(names).toEqual(['c', 'a'])
  })
  it('counts every assignment of a unit in exactly one column', () => {
    const cells = matrixCells(unit('a', 0))
    expect(cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(21)
    expect(cells.find((cell) => cell.key === 'working')?.count).toBe(10)
  })
  it('has no bar without work', () => {
    expect([percent(0, 0), percent(1, 3)]).toEqual([0, 33])
  })
  it('tells "before the day" from "until the day"', () => {
    expect(dueOf({ due_before: '2026-07-10', last_day_on: '2026-07-09' })).toEqual({
      due: '2026-07-10',
      inclusive: false,
    })
    expect(dueOf({ due_before: '2026-07-10', last_day_on: '2026-07-10' }).inclusive).toBe(true)
    expect(dueOf({ due_before: null, last_day_on: '2026-06-30' })).toEqual({
      due: '2026-06-30',
      inclusive: true,
    })
  })
  it('draws every day of the month once, in order', () => {
    const busy = { on: '2026-06-02', due: 1, submitted: 0, accepted: 2 }
    const early = { on: '2026-05-30', due: 1, submitted: 0, accepted: 0 }
    const days = everyDay([busy, early], '2026-06-01', '2026-06-03')
    expect(days.map((day) => day.on)).toEqual(['2026-05-30', '2026-06-01', '2026-06-02', '2026-06-03'])
    expect(days[2]).toEqual(busy)
  })
  it('reads figures typed with dots', () => {
    expect([typedNumber('1.200'), typedNumber(''), typedNumber('0')]).toEqual([1200, null, 0])
  })
})

describe('what an activity takes over', () => {
  const work = { id: 'a', kind: 'summer', unit_id: 'u', event_on: '2026-06-01', text: '' }
  it('has a short title', () => {
    expect(prefill({ ...work, text: 'Tổ chức sinh hoạt hè; báo cáo kết quả trước 30/6.' })).toEqual({
      assignment_id: 'a',
      title: 'Tổ chức sinh hoạt hè',
      unit_id: 'u',
      on: '2026-06-01',
    })
    const long = prefill({ ...work, event_on: null, text: 'Vận động nhân dân '.repeat(12) })
    expect(long.title?.length).toBeLessThanOrEqual(91)
    expect(long.title).toMatch(/\S…$/)
    expect(long).not.toHaveProperty('on')
  })
  it('fills only figures that are asked for and empty', () => {
    expect(
      filledFigures({
        figures: { children: 5 },
        figure_codes: ['children', 'sessions', 'events'],
        record_figures: { children: 80, events: 2, amount_vnd: 9 },
      }),
    ).toEqual({ children: 5, events: 2 })
  })
})
