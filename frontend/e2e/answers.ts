import type { Page } from '@playwright/test'
import { someone } from '../src/test/someone'

/** Answers by "METHOD path"; what isn't named is not signed in. For tests of pages without a server. */
export type Answers = Record<string, { status?: number; body?: unknown }>

/** What the shell asks on every page. */
const SHELL: Answers = { 'GET /notices/unread': { body: { unread: 0 } } }

export async function answerWith(page: Page, answers: Answers): Promise<void> {
  await page.route('**/api/v1/**', (route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname.replace('/api/v1', '')
    const { status = 200, body } = { ...SHELL, ...answers }[`${request.method()} ${path}`] ?? {
      status: 401,
      body: { code: 'sign_in_required', status: 401, detail: 'Vui lòng đăng nhập.' },
    }
    return route.fulfill({
      status,
      contentType: status >= 400 ? 'application/problem+json' : 'application/json',
      body: body === undefined ? '' : JSON.stringify(body),
    })
  })
}

export const session = {
  ...someone,
  wards: [someone.ward],
  permissions: ['account:self', 'plan:read', 'assignment:read', 'unit:read'],
  notices: [] as object[],
}

export const ownSessions = {
  items: [
    {
      id: 's',
      created_at: '2026-06-01T01:00:00Z',
      last_seen_at: '2026-06-24T01:15:00Z',
      user_agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
      current: true,
    },
  ],
}
