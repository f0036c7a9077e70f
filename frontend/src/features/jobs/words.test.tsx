import { describe, expect, it } from 'vitest'
import en from '@/locales/en/jobs.json'
import vi from '@/locales/vi/jobs.json'
import { KINDS } from './kinds'

describe('kinds of jobs', () => {
  it.each(Object.keys(KINDS))('%s has a name in both languages', (kind) => {
    expect([kind in vi.kind, kind in en.kind]).toEqual([true, true])
  })
})
