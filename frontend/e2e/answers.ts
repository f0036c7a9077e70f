import type { Page } from '@playwright/test'

/** Answers by "METHOD path"; what isn't named is not signed in. For tests of pages without a server. */
export type Answers = Record<string, { status?: number; body?: unknown }>

export async function answerWith(page: Page, answers: Answers): Promise<void> {
  await page.route('**/api/v1/**', (route) => {
    const request = route.request()
    const path = new URL(request.url()).pathname.replace('/api/v1', '')
    const { status = 200, body } = answers[`${request.method()} ${path}`] ?? {
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

const ward = { id: 1, code: '00001', name: 'Phường Hoa Mai', province: 'Tỉnh Hoa' }

export const session = {
  account: {
    id: 'a',
    login: 'lan',
    full_name: 'Trần Thị Lan',
    must_change_password: false,
    totp_enabled: false,
  },
  person_id: 'p',
  ward,
  wards: [ward],
  units: [{ id: 'u', name: 'Khu phố 1', kind: 'khu_pho' }],
  roles: ['unit_lead'],
  permissions: ['account:self', 'plan:read', 'assignment:read', 'unit:read'],
  gives_roles: [],
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
