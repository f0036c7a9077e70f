import { describe, expect, it } from 'vitest'
import { wardLogin } from './ward-login'

describe('wardLogin', () => {
  it.each([
    ['kp6', 'kp6.99101'],
    [' KP6 ', 'kp6.99101'],
    ['kp6.99101', 'kp6.99101'],
    ['kp6.99102', 'kp6.99102.99101'],
    ['.99101', '.99101.99101'],
    ['', ''],
  ])('makes of "%s" "%s"', (typed, made) => {
    expect(wardLogin(typed, '99101')).toBe(made)
  })

  it('leaves the name alone where there is no ward', () => {
    expect(wardLogin('lan', undefined)).toBe('lan')
  })
})
