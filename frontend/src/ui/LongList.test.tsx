import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { renderAt } from '@/test/render'
import { LongList } from './LongList'

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)
const listOf = (count: number) =>
  renderAt('/', () => <LongList items={numbers(count)} first={3} render={(at) => <li key={at}>{at}</li>} />)

it('shows the beginning, and all when asked', async () => {
  await listOf(9)
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  await userEvent.click(screen.getByRole('button', { name: 'Xem cả 9 mục' }))
  expect(screen.getAllByRole('listitem')).toHaveLength(9)
  expect(screen.queryByRole('button')).toBeNull()
})

it('hides no single line behind a button', async () => {
  await listOf(4)
  expect(screen.getAllByRole('listitem')).toHaveLength(4)
  expect(screen.queryByRole('button')).toBeNull()
})
