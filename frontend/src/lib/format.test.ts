import { describe, expect, it } from 'vitest'
import {
  daysBetween,
  formatBytes,
  formatDate,
  formatDateInText,
  formatInstant,
  formatMoney,
  formatNumber,
  formatShare,
  parseDate,
  today,
} from './format'

describe('dates', () => {
  it('are written day first', () => {
    expect(formatDate('2024-07-09')).toBe('09/07/2024')
    expect(formatDateInText('2024-07-09')).toBe('9/7/2024')
  })
  it('are of Vietnam, whatever the zone of the machine', () => {
    expect(formatInstant('2024-06-30T17:30:00Z')).toBe('01/07/2024 00:30')
    expect(today(new Date('2024-06-30T17:00:00Z'))).toBe('2024-07-01')
    expect(today(new Date('2024-06-30T16:59:59Z'))).toBe('2024-06-30')
  })
  it('count whole days', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2024-07-10', '2024-07-08')).toBe(-2)
  })
})

describe('parseDate', () => {
  it.each([
    ['9/7/2024', '2024-07-09'],
    ['09-07-2024', '2024-07-09'],
    ['09.07.2024', '2024-07-09'],
    ['09072024', '2024-07-09'],
    [' 1/6 ', '2026-06-01'],
    ['29/2/2024', '2024-02-29'],
  ])('reads %s', (typed, iso) => expect(parseDate(typed, '2026')).toBe(iso))

  it.each(['29/2/2023', '31/4/2024', '1/13/2024', '0/1/2024', '2024-07-09', 'mai', ''])(
    'refuses %s',
    (typed) => expect(parseDate(typed, '2026')).toBeNull(),
  )
})

describe('figures', () => {
  it('have dots between thousands and a comma before decimals', () => {
    expect(formatNumber(1234567)).toBe('1.234.567')
    expect(formatNumber(2140.5)).toBe('2.140,5')
    expect(formatMoney(1234567)).toBe('1.234.567\u00a0đ')
    expect(formatShare(0.756)).toBe('76%')
  })
  it('give sizes of files in words of size', () => {
    expect(formatBytes(12)).toBe('1 kB')
    expect(formatBytes(1_536_000)).toBe('1,5 MB')
  })
})
