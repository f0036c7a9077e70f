import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nameOf, saveOrAsk } from './save-file'

const KEY = { 'Idempotency-Key': 'made-0001' }
const saved: { name: string; href: string }[] = []

beforeEach(() => {
  saved.length = 0
  URL.createObjectURL = () => 'blob:1'
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, href: this.href })
  })
})

/** Answers the requests in turn and keeps their methods, addresses and keys. */
function answers(...all: Response[]) {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(
      [request.method, new URL(request.url).pathname, request.headers.get('Idempotency-Key')].join(' '),
    )
    return all.shift()
  })
  return sent
}
const refused = (code: string) =>
  new Response(JSON.stringify({ code, detail: 'Tệp dài.' }), {
    status: 409,
    headers: { 'content-type': 'application/problem+json' },
  })

describe('a file that the server makes', () => {
  it('is saved under the name that the server gave', async () => {
    const head = { 'content-disposition': "attachment; filename*=UTF-8''danh-s%C3%A1ch.xlsx" }
    const sent = answers(new Response('x', { headers: head }))
    expect(await saveOrAsk('/api/v1/activities/export', KEY)).toBeUndefined()
    expect(saved).toEqual([{ name: 'danh-sách.xlsx', href: 'blob:1' }])
    expect(sent).toEqual(['GET /api/v1/activities/export '])
  })

  it('is asked for as a job, once for the key, where it is long', async () => {
    const sent = answers(refused('made_as_job'), new Response(JSON.stringify({ id: '1' }), { status: 202 }))
    expect(await saveOrAsk('/api/v1/activities/export', KEY)).toEqual({ id: '1' })
    expect(saved).toEqual([])
    expect(sent).toEqual(['GET /api/v1/activities/export ', 'POST /api/v1/activities/export made-0001'])
  })

  it('is refused as the server says otherwise', async () => {
    const sent = answers(refused('too_many_rows'))
    await expect(saveOrAsk('/api/v1/activities/export', KEY)).rejects.toMatchObject({ code: 'too_many_rows' })
    expect(sent).toHaveLength(1)
  })

  it('has a name even where the server gave none', () => {
    expect(nameOf(new Response('x'))).toBe('tep')
  })
})
