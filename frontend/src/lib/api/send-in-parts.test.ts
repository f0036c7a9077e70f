import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TransferRead } from '@/client'
import { ApiProblem } from './problem'
import { sendInParts, TRIES } from './send-in-parts'

const PART = 4
type Event = 'break before' | 'break after' | undefined

/** A server that keeps what arrives, behind a line that breaks where `plan` says, request by request. */
class Server {
  kept: number[] = []
  arrivals: number[] = []
  begun = new Map<string, string>()
  taken: string[] = []
  requests: string[] = []
  size = 0
  gone = new Set<string>()
  constructor(private plan: Record<string, Event[]>) {}

  fetch = async (request: Request): Promise<Response> => {
    const address = new URL(request.url)
    const name = `${request.method} ${address.pathname.replace('/api/v1', '')}`
    const kind = name.startsWith('PUT') ? 'put' : name.startsWith('GET') ? 'get' : 'post'
    this.requests.push(kind)
    const event = this.plan[kind]?.shift()
    if (event === 'break before') throw new TypeError('Failed to fetch')
    const answer = await this.answer(kind, request, address)
    if (event === 'break after') throw new TypeError('Failed to fetch')
    return answer
  }

  private async answer(kind: string, request: Request, address: URL): Promise<Response> {
    if (kind === 'post') {
      const key = request.headers.get('Idempotency-Key') ?? ''
      const id = this.begun.get(key) ?? `upload-${this.begun.size + 1}`
      this.begun.set(key, id)
      if (this.gone.has(id)) return json({ code: 'not_found', status: 404 }, 404)
      this.size = (await request.json()).size
      return json(this.read(id), 201)
    }
    const id = address.pathname.split('/').at(-1) ?? ''
    if (kind === 'put') {
      const offset = Number(address.searchParams.get('offset'))
      if (offset !== this.kept.length)
        return json({ code: 'wrong_offset', status: 409, received: this.kept.length }, 409)
      const bytes = new Uint8Array(await request.arrayBuffer())
      this.arrivals.push(offset)
      this.kept.push(...bytes)
    }
    return json(this.read(id))
  }

  private read = (id: string): TransferRead => ({
    id,
    name: 'a.jpg',
    size: this.size,
    received: this.kept.length,
    part_bytes: PART,
  })
}

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const BYTES = Uint8Array.from({ length: 10 }, (_, at) => at)

/** As much of a file as is used; the bytes go over the line as they are. */
const file = {
  name: 'a.jpg',
  size: BYTES.length,
  slice: (from: number, to: number) => BYTES.slice(from, to),
} as unknown as File

async function send(
  server: Server,
  options: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
) {
  vi.stubGlobal('fetch', server.fetch)
  const sent = sendInParts(
    file,
    { headers: { 'Idempotency-Key': 'key' }, signal: new AbortController().signal, ...options },
    async (upload, headers) => {
      server.taken.push(headers['Idempotency-Key'])
      return upload
    },
  )
  const settled = sent.then(
    (upload) => ({ upload, error: undefined }),
    (error: Error) => ({ upload: undefined, error }),
  )
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  return settled
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('sendInParts', () => {
  it('sends every byte once, in order, and gives the file to its record', async () => {
    const server = new Server({})
    const shares: number[] = []
    const { upload } = await send(server, { onProgress: (share) => shares.push(share) })
    expect(upload?.received).toBe(10)
    expect(server.kept).toEqual([...BYTES])
    expect(server.arrivals).toEqual([0, 4, 8])
    expect(shares).toEqual([0, 0.4, 0.8, 1])
    expect(server.taken).toEqual(['upload-1'])
  })

  it('goes on from what has arrived when the line breaks before and after a part', async () => {
    const server = new Server({ put: [undefined, 'break before', 'break after', undefined] })
    const { upload } = await send(server)
    expect(upload?.received).toBe(10)
    expect(server.kept).toEqual([...BYTES])
    // The part whose answer was lost is not sent again.
    expect(server.arrivals).toEqual([0, 4, 8])
    expect(server.requests.filter((kind) => kind === 'put').length).toBe(4)
  })

  it('outlives a line that also breaks while asking, and one that breaks at the beginning', async () => {
    const server = new Server({
      post: ['break after', 'break before'],
      put: ['break after'],
      get: ['break before', 'break after', 'break before'],
    })
    await send(server)
    expect(server.begun.size).toBe(1)
    expect(server.kept).toEqual([...BYTES])
    expect(server.arrivals).toEqual([0, 4, 8])
  })

  it('goes on from where the server says when the offset is wrong', async () => {
    const server = new Server({})
    server.kept.push(0, 1, 2, 3)
    const answer = server.fetch
    let first = true
    server.fetch = async (request) => {
      const response = await answer(request)
      if (!first) return response
      first = false
      return json({ ...(await response.json()), received: 0 }, 201)
    }
    await send(server)
    expect(server.kept).toEqual([...BYTES])
    expect(server.arrivals).toEqual([4, 8])
  })

  it('starts anew when the record took the file but the answer was lost', async () => {
    const server = new Server({})
    server.begun.set('key-10', 'upload-1')
    server.gone.add('upload-1')
    const { upload } = await send(server)
    expect(upload?.id).toBe('upload-2')
    expect(server.kept).toEqual([...BYTES])
  })

  it('gives up after some tries in a row, and at once on a refusal', async () => {
    const dead = new Server({ put: Array(100).fill('break before') })
    const { error } = await send(dead)
    expect((error as ApiProblem).code).toBe('offline')
    expect(dead.requests.filter((kind) => kind === 'put').length).toBe(TRIES + 1)

    const full = new Server({})
    full.fetch = async () => json({ code: 'file_too_large', status: 413, detail: 'Tệp lớn quá.' }, 413)
    const refused = await send(full)
    expect(refused.error).toBeInstanceOf(ApiProblem)
    expect((refused.error as ApiProblem).detail).toBe('Tệp lớn quá.')
  })

  it('stops waiting when it is given up', async () => {
    const abort = new AbortController()
    const server = new Server({ put: Array(100).fill('break before') })
    setTimeout(() => abort.abort(), 2500)
    const { error } = await send(server, { signal: abort.signal })
    expect(error?.name).toBe('AbortError')
    expect(server.requests.filter((kind) => kind === 'put').length).toBeLessThan(4)
  })
})
