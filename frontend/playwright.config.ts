import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** An installed Chromium or Chrome; without one, Playwright's own (`npx playwright install chromium`). */
const browser = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

/** A running application; without one, the built pages alone, whose tests bring their own answers. */
const baseURL = process.env.BASE_URL ?? 'http://127.0.0.1:4173'

export default defineConfig({
  testDir: 'e2e',
  timeout: 300_000,
  // What a page waits for may be a job that runs beside the other walks: waiting costs nothing while all is well.
  expect: { timeout: 20_000 },
  workers: process.env.CI ? 2 : undefined,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: process.env.BASE_URL
    ? undefined
    : { command: 'npx vite preview --host 127.0.0.1 --port 4173 --strictPort', url: baseURL },
})
