import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as client from '@/client'
import { sessionQuery, signOut } from '@/lib/session'
import { someone } from '@/test/render'
import { useUnsavedDraft } from './use-unsaved-draft'

/** In one browser, as somebody who is signed in there. */
const open = (key = 'assignment:1:4', login = 'lan') => {
  const queryClient = new QueryClient()
  queryClient.setQueryData(sessionQuery.queryKey, {
    ...someone,
    account: { ...someone.account, id: `account-${login}`, login },
  })
  return renderHook(() => useUnsavedDraft(key, { result: '' }), {
    wrapper: ({ children }) => createElement(QueryClientProvider, { client: queryClient }, children),
  })
}
const type = (result = '42 hộ') => {
  const first = open()
  act(() => first.result.current.set({ result }))
  act(() => vi.advanceTimersByTime(1000))
  first.unmount()
}

vi.mock('@/client', { spy: true })

describe('useUnsavedDraft', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('brings back what was typed before the page was left', () => {
    const first = open()
    act(() => first.result.current.set({ result: '42 hộ' }))
    act(() => vi.advanceTimersByTime(1000))
    first.unmount()

    const second = open()
    expect(second.result.current.value).toEqual({ result: '42 hộ' })
    expect(second.result.current.restoredAt).not.toBeNull()
  })

  it('never meets another record or version', () => {
    const first = open()
    act(() => first.result.current.set({ result: '42 hộ' }))
    act(() => vi.advanceTimersByTime(1000))
    expect(open('assignment:1:5').result.current.value).toEqual({ result: '' })
  })

  it('keeps nothing once it is saved, and nothing that nobody typed', () => {
    const untouched = open('other')
    act(() => vi.advanceTimersByTime(1000))
    expect(untouched.result.current.keptAt).toBeNull()

    const saved = open()
    act(() => saved.result.current.set({ result: 'x' }))
    act(() => vi.advanceTimersByTime(1000))
    act(() => saved.result.current.forget())
    act(() => vi.advanceTimersByTime(1000))
    expect(localStorage.length).toBe(0)
  })

  it("never meets another account's form", () => {
    type()
    expect(open('assignment:1:4', 'minh').result.current.value).toEqual({ result: '' })
    expect(open().result.current.value).toEqual({ result: '42 hộ' })
  })

  it('is gone when the person signs out', async () => {
    type()
    vi.spyOn(client, 'signOut').mockResolvedValue({} as never)
    await signOut()
    expect(localStorage.length).toBe(0)
    expect(open().result.current.value).toEqual({ result: '' })
  })

  it('is gone when another account signs in after the session ended by itself', async () => {
    type()
    localStorage.setItem('language', 'vi')
    const signsIn = (id: string) => {
      const session = { ...someone, account: { ...someone.account, id } }
      vi.spyOn(client, 'readSession').mockResolvedValue({ data: session } as never)
      return new QueryClient().fetchQuery(sessionQuery)
    }
    await signsIn('account-lan')
    expect(open().result.current.value).toEqual({ result: '42 hộ' })
    await signsIn('account-minh')
    expect(Object.keys(localStorage)).toEqual(['language'])
  })
})
