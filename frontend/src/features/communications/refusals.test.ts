import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api'
import { useFaults } from '@/ui/use-faults'
import { refusalsOf } from './refusals'

const problem = (code: string, extra: Record<string, unknown> = {}) =>
  new ApiProblem(422, code, `${code}.`, [], extra)
const fields = (error: unknown, kind?: string) =>
  renderHook(() => useFaults(error, refusalsOf(kind))).result.current.map((fault) => fault.fieldId)

describe('a refusal leads to its field', () => {
  it('also where a banner has a day instead of an hour', () => {
    expect(fields(problem('ends_before_start'), 'talk')).toEqual(['communication-to'])
    expect(fields(problem('ends_before_start'), 'banner')).toEqual(['communication-taken_down_on'])
    expect(fields(problem('not_yet'), 'banner')).toEqual(['communication-put_up_on'])
  })
  it('to the unit that it names', () => {
    expect(fields(problem('unknown_unit', { field: 'place_unit_id' }))).toEqual([
      'communication-place_unit_id',
    ])
    expect(fields(problem('unknown_unit'))).toEqual(['communication-unit_id'])
  })
  it('to each consent that is owed', () => {
    const owed = ['guardian_consent', 'child_consent']
    expect(fields(problem('consent_missing', { missing: owed }))).toEqual([
      undefined,
      ...owed.map((name) => `communication-${name}`),
    ])
  })
})
