import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { SheetResult } from '@/client'
import * as api from '@/lib/api'
import { renderAt } from '@/test/render'
import { SheetDialog } from './SheetImport'

vi.mock('@/lib/api', { spy: true })

type Answer = SheetResult & { links: string[] }
const answers = (...all: Partial<Answer>[]) => {
  const send = vi.mocked(api.uploadFile)
  send.mockReset()
  for (const one of all)
    send.mockResolvedValueOnce({ dry_run: true, created: 0, faults: [], links: [], ...one })
}
async function open(onClose = vi.fn()) {
  await renderAt('/', () => (
    <SheetDialog<Answer>
      address="/api/v1/people/import"
      queryKey={['registry']}
      template="/api/v1/people/export"
      after={({ links }) => links.length > 0 && <p>{links.join(' ')}</p>}
      onClose={onClose}
    />
  ))
  const file = new File(['x'], 'a.xlsx')
  await userEvent.upload(screen.getByLabelText('Chọn tệp', { selector: 'input' }), file)
  return onClose
}

describe('a sheet whose answer says more than rows', () => {
  it('names each wrong cell and offers no marked file that the server has not', async () => {
    answers({ faults: [{ row: 2, column: 'Họ và tên', detail: 'Chưa có tên.' }] })
    await open()
    expect((await screen.findByRole('alert')).textContent).toContain('Dòng 2, cột «Họ và tên»: Chưa có tên.')
    expect(screen.queryByRole('button', { name: 'Tải tệp đã đánh dấu' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Nhập/ })).toBeNull()
  })

  it('shows what is left to do before it closes', async () => {
    answers({ created: 1 }, { created: 1, links: ['/reset/abc'] })
    const onClose = await open()
    await userEvent.click(await screen.findByRole('button', { name: 'Nhập 1 dòng' }))
    expect(await screen.findByText('/reset/abc')).toBeTruthy()
    expect(onClose).not.toHaveBeenCalled()
  })

  it('closes when nothing is left to do', async () => {
    answers({ created: 1 }, { created: 1 })
    const onClose = await open()
    await userEvent.click(await screen.findByRole('button', { name: 'Nhập 1 dòng' }))
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  })
})
