import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@/lib/i18n'
import { renderAt } from '@/test/render'
import { Deadline } from './Deadline'

const DUE = '2024-07-10'

describe('Deadline', () => {
  beforeEach(() => setLanguage('vi'))

  it.each([
    ['2024-07-07', false, 'còn 3 ngày (trước 10/7/2024)'],
    ['2024-07-09', false, 'hạn chót hôm nay (trước 10/7/2024)'],
    ['2024-07-10', false, 'quá hạn 1 ngày (trước 10/7/2024)'],
    ['2024-07-11', false, 'quá hạn 2 ngày (trước 10/7/2024)'],
    ['2024-07-09', true, 'còn 2 ngày (đến hết 10/7/2024)'],
    ['2024-07-10', true, 'hạn chót hôm nay (đến hết 10/7/2024)'],
    ['2024-07-11', true, 'quá hạn 1 ngày (đến hết 10/7/2024)'],
  ])('on %s (inclusive: %s) says %s', async (now, inclusive, words) => {
    await renderAt('/', () => <Deadline due={DUE} inclusive={inclusive} now={now} />)
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('stops counting when the work is settled', async () => {
    await renderAt('/', () => <Deadline due={DUE} settled now="2024-08-01" />)
    expect(screen.getByText('trước 10/7/2024')).toBeTruthy()
    expect(screen.queryByText(/quá hạn/)).toBeNull()
  })

  it('speaks English with its plurals', async () => {
    await setLanguage('en')
    await renderAt('/', () => <Deadline due={DUE} now="2024-07-10" />)
    expect(screen.getByText('1 day overdue (before 10/7/2024)')).toBeTruthy()
  })
})
