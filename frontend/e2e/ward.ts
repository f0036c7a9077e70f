import { type Browser, expect, type Page } from '@playwright/test'

const PASSWORD = 'Tre em la tren het 2026'
const NEW_PASSWORD = 'Mua he vui khoe 2026 nhe'

/** A new window of its own, as another person on another device has it. */
export async function openWindow(browser: Browser, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  return context.newPage()
}

export async function signIn(page: Page, login: string, password = PASSWORD) {
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** The person opens the one-time link, sets a password and signs in with it. */
export async function takeOver(page: Page, link: string, login: string) {
  await page.goto(link)
  await page.locator('input[type=password]').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click()
  await page.getByRole('link', { name: 'Tới trang đăng nhập' }).click()
  await signIn(page, login, NEW_PASSWORD)
}

/** Asks the API from within the page, with its session; for what a story needs but isn't about. */
export async function ask<Reply>(
  page: Page,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const [status, reply] = await page.evaluate(
    async ([method, path, body, headers]) => {
      const answer = await fetch(`/api/v1${path}`, {
        method: method as string,
        headers: {
          'X-CSRF': '1',
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
          ...headers,
        },
        body: body ? JSON.stringify(body) : undefined,
      })
      return [answer.status, await answer.json()] as const
    },
    [method, path, body, headers] as const,
  )
  expect(status, JSON.stringify(reply)).toBeLessThan(300)
  return reply as Reply
}

type Unit = { id: string; name: string; kind: string; aliases: string[] }
type Link = { path: string }

/** A ward like the demo's, with its units and nobody's work yet. */
export async function newWard(browser: Browser, code: string, viewport: { width: number; height: number }) {
  const admin = await openWindow(browser, viewport)
  await signIn(admin, 'quantri')
  const { set_up: lead } = await ask<{ set_up: Link }>(admin, 'POST', '/admin/wards', {
    code,
    name: `Phường Thử Nghiệm ${code}`,
    province: 'Tỉnh Hoa Sen',
    lead_name: 'Trần Thị Lãnh Đạo',
    lead_login: `lanhdao.${code}`,
  })
  await admin.context().close()

  const demo = await openWindow(browser, viewport)
  await signIn(demo, 'canbo.anbinh')
  const { items } = await ask<{ items: Unit[] }>(demo, 'GET', '/units')
  await demo.context().close()

  const page = await openWindow(browser, viewport)
  await takeOver(page, lead.path, `lanhdao.${code}`)
  const units: Unit[] = []
  for (const { name, kind, aliases } of items)
    units.push(await ask<Unit>(page, 'POST', '/units', { name, kind, aliases }))
  const officer = await ask<{ set_up: Link }>(page, 'POST', '/people', {
    full_name: 'Lê Thị Cán Bộ',
    login: `canbo.${code}`,
    role: 'ward_officer',
  })
  const khuPho = units.find((unit) => unit.kind === 'khu_pho')
  const head = await ask<{ set_up: Link }>(page, 'POST', '/people', {
    full_name: 'Nguyễn Văn Trưởng Khu',
    login: `kp.${code}`,
    role: 'unit_lead',
    unit_id: khuPho?.id,
  })
  await page.context().close()
  return {
    units,
    officer: officer.set_up.path,
    head: head.set_up.path,
    lead: { password: NEW_PASSWORD, unit: khuPho?.id },
  }
}
