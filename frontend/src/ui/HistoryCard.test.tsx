import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { i18next } from '@/lib/i18n'
import { renderAt } from '@/test/render'
import { HistoryCard } from './HistoryCard'

const event = (id: string, kind: string) => ({
  id,
  kind,
  at: '2026-06-01T01:00:00Z',
  actor_name: 'Lan',
  account_id: null,
  person_id: null,
  login: 'lan',
  object_kind: 'communication_event',
  object_id: 'e',
  facts: {},
})

it("says an event in its context's words, else in those of all records, else as the trail does", async () => {
  await i18next.loadNamespaces('communications')
  const events = [
    event('1', 'communication.returned'),
    event('2', 'communication.cancelled'),
    event('3', 'communication.sheet_imported'),
    event('4', 'communication.unheard_of'),
  ]
  await renderAt('/', () => <HistoryCard events={events} texts="communications" />)
  const said = screen.getAllByRole('listitem').map((line) => line.firstChild?.textContent)
  expect(said).toEqual(['unheard_of', 'Nhập danh sách truyền thông từ Excel', 'Hủy', 'Phường trả lại'])
})

it('tells what else is known of an event after its sentence', async () => {
  await i18next.loadNamespaces('communications')
  const events = [event('1', 'communication.returned'), event('2', 'communication.cancelled')]
  const about = ({ kind }: { kind: string }) => (kind.endsWith('returned') ? 'Phát thanh' : '')
  await renderAt('/', () => <HistoryCard events={events} texts="communications" about={about} />)
  const said = screen.getAllByRole('listitem').map((line) => line.firstChild?.textContent)
  expect(said).toEqual(['Hủy', 'Phường trả lại: Phát thanh'])
})
