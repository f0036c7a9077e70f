import { describe, expect, it, vi } from 'vitest'
import { signIn, signOut } from '@/client'
import { apiFetch, ifMatch } from './fetch'
import { type ApiProblem, isProblem } from './problem'

/** Answers the next request and keeps it for looking at. */
function answer(response: Response | Error) {
  const sent: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request)
    if (response instanceof Error) throw response
    return response
  })
  return sent
}

const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })

const failureOf = (call: Promise<unknown>): Promise<ApiProblem> =>
  call.then(
    () => {
      throw new Error('was not refused')
    },
    (error) => error,
  )

describe('apiFetch', () => {
  it('marks changes, and only changes, against forged requests', async () => {
    const sent = answer(new Response('{}'))
    await apiFetch('/api/v1/session')
    await apiFetch('/api/v1/session', { method: 'DELETE' })
    expect(sent.map((request) => request.headers.get('X-CSRF'))).toEqual([null, '1'])
    expect(sent[1]?.credentials).toBe('same-origin')
  })

  it('throws a problem with its code, fields and further members', async () => {
    answer(
      problem(422, {
        type: 'urn:x',
        title: 'Dữ liệu chưa đúng',
        status: 422,
        code: 'invalid',
        detail: 'Có chỗ chưa đúng.',
        errors: [{ field: 'tasks.3.due_before', code: 'date', detail: 'Ngày chưa đúng.' }],
        limit: 5,
      }),
    )
    const failure = await failureOf(apiFetch('/api/v1/plans'))
    expect(isProblem(failure, 'invalid')).toBe(true)
    expect(failure.status).toBe(422)
    expect(failure.detail).toBe('Có chỗ chưa đúng.')
    expect(failure.errors[0]?.field).toBe('tasks.3.due_before')
    expect(failure.extra).toEqual({ limit: 5 })
    expect(failure.unanswered).toBe(false)
  })

  it('calls a lost connection offline, and a page of a proxy unreadable', async () => {
    answer(new TypeError('Failed to fetch'))
    const lost = await failureOf(apiFetch('/api/v1/plans'))
    expect([lost.code, lost.status, lost.unanswered]).toEqual(['offline', 0, true])

    answer(new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }))
    const proxy = await failureOf(apiFetch('/api/v1/plans'))
    expect([proxy.code, proxy.status, proxy.unanswered]).toEqual(['unreadable', 502, true])
  })

  it('quotes the version as an entity tag', () => {
    expect(ifMatch({ version: 3 })).toEqual({ 'If-Match': '"3"' })
  })
})

describe('the generated client', () => {
  it('goes through the same door', async () => {
    const sent = answer(new Response(null, { status: 204 }))
    await signOut()
    expect(sent[0]?.headers.get('X-CSRF')).toBe('1')
    expect(new URL(sent[0]?.url ?? '').pathname).toBe('/api/v1/session')
  })

  it('throws the same problems', async () => {
    answer(problem(429, { code: 'too_many_requests', detail: 'Đợi.', retry_after: 8 }))
    const failure = await failureOf(signIn({ body: { login: 'a', password: 'b' } }))
    expect(isProblem(failure, 'too_many_requests')).toBe(true)
    expect(failure.extra.retry_after).toBe(8)
  })
})
