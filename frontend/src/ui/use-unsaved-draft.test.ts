import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useUnsavedDraft } from './use-unsaved-draft'

const open = (key = 'assignment:1:4') => renderHook(() => useUnsavedDraft(key, { result: '' }))

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
})
