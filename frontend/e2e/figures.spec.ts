import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { SCREENS } from './axe'
import { ask, openWindow, signIn } from './ward'

type Indicator = { code: string; source: string }
type Words = { code: Record<string, string>; source: Record<string, string> }

/** Only the server knows what it counts: the document names neither the figures nor their sources. */
test('every figure and every source of figures is called by a word', async ({ browser }) => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
  const officer = await openWindow(browser, SCREENS.desktop)
  await signIn(officer, 'canbo.anbinh')
  const period = '/indicators?from_on=2026-06-01&to_on=2026-06-30&by=unit'
  const { indicators } = await ask<{ indicators: Indicator[] }>(officer, 'GET', period)
  expect(indicators.length).toBeGreaterThan(20)
  const missing = ['vi', 'en'].flatMap((language) => {
    const file = `locales/${language}/reporting.json`
    const words: Words = JSON.parse(readFileSync(join(import.meta.dirname, '../src', file), 'utf8'))
    return indicators.flatMap(({ code, source }) => [
      ...(words.code[code] ? [] : [`${file} lacks code.${code}`]),
      ...(words.source[source] ? [] : [`${file} lacks source.${source}`]),
    ])
  })
  expect([...new Set(missing)]).toEqual([])
})
