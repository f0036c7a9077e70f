import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/lib/api'
import { useListSearch } from '@/lib/list-search'
import { type Page, usePages } from '@/lib/use-pages'
import { renderAt } from '@/test/render'
import { type Column, DataList } from '.'

type Row = { id: string; name: string }
const columns: Column<Row>[] = [
  { key: 'name', title: 'Tên', render: (row) => row.name, card: 'heading', sortable: 'asc' },
  { key: 'id', title: 'Số', render: (row) => row.id },
]
const filters = [{ key: 'state', label: 'Trạng thái', options: [{ value: 'late', label: 'Trễ' }] }]

type Fetch = (after: string | undefined) => Promise<Page<Row>>

const listAt = (address: string, fetch: Fetch) =>
  renderAt(address, () => {
    const { search } = useListSearch()
    const pages = usePages(['rows', search], fetch)
    return (
      <DataList
        label="Đơn vị"
        pages={pages}
        columns={columns}
        rowId={(row) => row.id}
        filters={filters}
        exportHref="/export.xlsx"
        empty={<p>Hãy thêm đơn vị đầu tiên.</p>}
      />
    )
  })

const one = { id: '1', name: 'Khu phố 1' }
const two = { id: '2', name: 'Khu phố 2' }

describe('DataList', () => {
  it('shows that it is loading', async () => {
    await listAt('/', () => new Promise(() => {}))
    expect(screen.getByRole('status', { name: 'Đang tải…' })).toBeTruthy()
  })

  it('says what to do when there is nothing', async () => {
    await listAt('/', async () => ({ items: [] }))
    expect(await screen.findByText('Hãy thêm đơn vị đầu tiên.')).toBeTruthy()
  })

  it('tells an empty search from an empty list, and clears it', async () => {
    const { router } = await listAt('/?q=xyz&state=late', async () => ({ items: [] }))
    expect(await screen.findByText('Không có mục nào khớp')).toBeTruthy()
    expect(screen.queryByText('Hãy thêm đơn vị đầu tiên.')).toBeNull()
    const [clear] = screen.getAllByRole('button', { name: 'Bỏ lọc' })
    await userEvent.click(clear as HTMLElement)
    await waitFor(() => expect(router.state.location.searchStr).toBe(''))
  })

  it('shows the detail and code of a problem, and tries again', async () => {
    const fetch = vi.fn<Fetch>().mockRejectedValueOnce(new ApiProblem(500, 'broken', 'Máy chủ bận.'))
    fetch.mockResolvedValue({ items: [one] })
    await listAt('/', fetch)
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText(/Máy chủ bận\./)).toBeTruthy()
    expect(within(alert).getByText('Mã lỗi: broken')).toBeTruthy()
    await userEvent.click(within(alert).getByRole('button', { name: 'Thử lại' }))
    expect(await screen.findByText('Khu phố 1')).toBeTruthy()
  })

  it('says in words that a list is not for this person', async () => {
    await listAt('/', async () => {
      throw new ApiProblem(403, 'not_allowed', '')
    })
    expect(await screen.findByText('Bạn chưa được giao quyền xem trang này')).toBeTruthy()
  })

  it('counts what is shown and goes on by the cursor', async () => {
    const fetch = vi.fn<Fetch>(async (after) =>
      after ? { items: [two], next: null, total: 2 } : { items: [one], next: 'c1', total: 2 },
    )
    await listAt('/', fetch)
    expect(await screen.findByText('Đang hiện 1 trong 2')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Xem thêm' }))
    expect(await screen.findByText('Khu phố 2')).toBeTruthy()
    expect(screen.getByText('Đang hiện 2 trong 2')).toBeTruthy()
    expect(fetch.mock.calls.map(([after]) => after)).toEqual([undefined, 'c1'])
    expect(screen.queryByRole('button', { name: 'Xem thêm' })).toBeNull()
  })

  it('is a table on a desktop and cards on a phone, from the same columns', async () => {
    await listAt('/', async () => ({ items: [one] }))
    expect(await screen.findByRole('columnheader', { name: /Tên/ })).toBeTruthy()

    vi.stubGlobal('matchMedia', (media: string) => ({
      matches: false,
      media,
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    const phone = await listAt('/', async () => ({ items: [two] }))
    await phone.findByText('Khu phố 2')
    expect(within(phone.container).queryByRole('table')).toBeNull()
    expect(within(phone.container).getByText('Số')).toBeTruthy()
  })

  it('writes the order into the address', async () => {
    const { router } = await listAt('/', async () => ({ items: [one] }))
    await userEvent.click(await screen.findByText('Tên'))
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'name' }))
  })
})
