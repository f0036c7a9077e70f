import { describe, expect, it } from 'vitest'
import { AttemptKey } from './idempotency'
import { ApiProblem } from './problem'

const offline = new ApiProblem(0, 'offline', '')
const refused = new ApiProblem(422, 'invalid', '')

describe('AttemptKey', () => {
  it('is reused when the server never answered', () => {
    const attempt = new AttemptKey()
    const first = attempt.keyFor({ name: 'Khu phố 1' })
    attempt.settle(offline)
    expect(attempt.keyFor({ name: 'Khu phố 1' })).toBe(first)
    attempt.settle(new ApiProblem(503, 'unreadable', ''))
    expect(attempt.keyFor({ name: 'Khu phố 1' })).toBe(first)
  })
  it('is new for other input', () => {
    const attempt = new AttemptKey()
    const first = attempt.keyFor({ name: 'Khu phố 1' })
    attempt.settle(offline)
    expect(attempt.keyFor({ name: 'Khu phố 2' })).not.toBe(first)
  })
  it('is new after success and after a refusal', () => {
    const attempt = new AttemptKey()
    const first = attempt.keyFor('x')
    attempt.settle()
    const second = attempt.keyFor('x')
    attempt.settle(refused)
    expect(new Set([first, second, attempt.keyFor('x')]).size).toBe(3)
  })
  it('tells two files apart', () => {
    const attempt = new AttemptKey()
    const first = attempt.keyFor(new File(['a'], 'a.jpg'))
    attempt.settle(offline)
    expect(attempt.keyFor(new File(['bb'], 'b.jpg'))).not.toBe(first)
  })
})
