import { act, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { lock, unlock } from './lock'
import { belongTo } from './memory'
import { useKeptDraft, useKeptState } from './use-kept'

afterEach(() => {
  unlock()
  belongTo('nobody')
})

const dialog = (name = 'offer:1') => renderHook(() => useKeptDraft(name, { ward_code: '', reason: '' }))

describe('what is typed in a dialog', () => {
  it('is there again after the lock', () => {
    const before = dialog()
    act(() => before.result.current.set({ ward_code: '99102', reason: 'Trẻ đang ở bên đó' }))
    act(lock)
    before.unmount()
    act(unlock)
    expect(dialog().result.current.value).toEqual({ ward_code: '99102', reason: 'Trẻ đang ở bên đó' })
  })

  it('is gone once the dialog is closed, sent or left', () => {
    const before = dialog()
    act(() => before.result.current.set({ ward_code: '99102', reason: '' }))
    before.unmount()
    expect(dialog().result.current.value).toEqual({ ward_code: '', reason: '' })
  })

  it('belongs to one record', () => {
    const before = dialog()
    act(() => before.result.current.set({ ward_code: '99102', reason: '' }))
    act(lock)
    before.unmount()
    act(unlock)
    expect(dialog('offer:2').result.current.value.ward_code).toBe('')
  })

  it('is nobody else’s: another account finds nothing', () => {
    belongTo('first')
    const before = dialog()
    act(() => before.result.current.set({ ward_code: '99102', reason: '' }))
    act(lock)
    before.unmount()
    act(unlock)
    belongTo('second')
    expect(dialog().result.current.value.ward_code).toBe('')
  })
})

it('remembers which dialog stood open, also where nothing is the answer', () => {
  const before = renderHook(() => useKeptState<string | null>('menu:1', 'offer'))
  act(() => before.result.current[1](null))
  act(lock)
  before.unmount()
  act(unlock)
  expect(renderHook(() => useKeptState<string | null>('menu:1', 'offer')).result.current[0]).toBeNull()
})
