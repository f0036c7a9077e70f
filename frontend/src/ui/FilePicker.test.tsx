import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/lib/api'
import { renderAt } from '@/test/render'
import { FilePicker } from './FilePicker'
import type { Sending } from './use-send-files'

const photo = (name: string, size = 10) => new File([new Uint8Array(size)], name, { type: 'image/jpeg' })
const choose = (...files: File[]) =>
  userEvent.upload(screen.getByLabelText('Chọn tệp', { selector: 'input' }), files)

describe('FilePicker', () => {
  it('sends several files, one after the other, and counts them', async () => {
    const order: string[] = []
    const send: Sending = async (file) => {
      order.push(`${file.name} begins`)
      await new Promise((done) => setTimeout(done, 5))
      order.push(`${file.name} ends`)
    }
    await renderAt('/', () => <FilePicker send={send} />)
    await choose(photo('a.jpg'), photo('b.jpg'))
    expect(await screen.findByText('2 trong 2 tệp đã gửi')).toBeTruthy()
    expect(order).toEqual(['a.jpg begins', 'a.jpg ends', 'b.jpg begins', 'b.jpg ends'])
  })

  it('repeats a lost attempt with the same key', async () => {
    const send = vi
      .fn<Sending>()
      .mockRejectedValueOnce(new ApiProblem(0, 'offline', ''))
      .mockResolvedValue({})
    await renderAt('/', () => <FilePicker send={send} />)
    await choose(photo('a.jpg'))
    await userEvent.click(await screen.findByRole('button', { name: 'Gửi lại tệp a.jpg' }))
    expect(await screen.findByText('1 trong 1 tệp đã gửi')).toBeTruthy()
    const [lost, repeated] = send.mock.calls.map(([, options]) => options.headers['Idempotency-Key'])
    expect(repeated).toBe(lost)
  })

  it('says why a file was refused and offers no second try', async () => {
    const send: Sending = async () => {
      throw new ApiProblem(415, 'unknown_type', 'Loại tệp này không nhận được.')
    }
    await renderAt('/', () => <FilePicker send={send} />)
    await choose(photo('a.jpg'))
    expect(await screen.findByText(/Loại tệp này không nhận được/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Gửi lại/ })).toBeNull()
  })

  it('never sends what is too large', async () => {
    const send = vi.fn<Sending>()
    await renderAt('/', () => <FilePicker send={send} limit={100} />)
    await choose(photo('big.jpg', 200))
    expect(await screen.findByText(/Tệp lớn hơn/)).toBeTruthy()
    expect(send).not.toHaveBeenCalled()
  })

  it('sends what was chosen before it was there, once', async () => {
    const send = vi.fn<Sending>().mockResolvedValue({})
    await renderAt('/', () => <FilePicker send={send} first={[photo('a.jpg'), photo('b.jpg')]} />)
    expect(await screen.findByText('2 trong 2 tệp đã gửi')).toBeTruthy()
    expect(send.mock.calls.map(([file]) => file.name)).toEqual(['a.jpg', 'b.jpg'])
  })
})
