import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { SCREENS } from './axe'
import { ask, openWindow, signIn } from './ward'

type Indicator = { code: string; source: string }
type Words = { figures?: { code: Record<string, string>; source: Record<string, string> } }
const LOCALES = join(import.meta.dirname, '../src/locales')

/** Only the server knows what it counts: the document names neither the figures nor their sources. */
test('every figure and every source of figures is called by a word', async ({ browser }) => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
  const officer = await openWindow(browser, SCREENS.desktop)
  await signIn(officer, 'canbo.anbinh')
  const period = '/indicators?from_on=2026-06-01&to_on=2026-06-30&by=unit'
  const { indicators } = await ask<{ indicators: Indicator[] }>(officer, 'GET', period)
  expect(indicators.length).toBeGreaterThan(20)
  const missing = ['vi', 'en'].flatMap((language) => {
    const said = readdirSync(join(LOCALES, language)).flatMap((name) => {
      const { figures }: Words = JSON.parse(readFileSync(join(LOCALES, language, name), 'utf8'))
      return figures ? [figures] : []
    })
    return indicators.flatMap(({ code, source }) => {
      const words = said.find((one) => source in one.source)
      if (!words) return [`no file of locales/${language} has figures.source.${source}`]
      return words.code[code]
        ? []
        : [`${language}: figures.code.${code} isn't beside figures.source.${source}`]
    })
  })
  expect([...new Set(missing)]).toEqual([])
})
