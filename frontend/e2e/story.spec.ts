import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'

/**
 * The whole story on the project's own sample plan and the demo ward: upload, review, publish; a khu phố on a
 * phone hands in with a photo, is returned, hands in again; the ward accepts and its page changes.
 */
const PASSWORD = 'Tre em la tren het 2026'
const PLAN = join(import.meta.dirname, '../../backend/vitreem/demo/samples/ke-hoach-phuong-an-binh-2026.docx')
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
)

test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')

async function signIn(browser: Browser, login: string, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** The first khu phố assignment that needs a photo, by its page. */
async function openFirstTask(page: Page): Promise<string> {
  await page.goto('/work')
  await page.getByRole('button', { name: 'Thêm ảnh, minh chứng' }).first().click()
  await page.waitForURL(/\/assignments\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

test('a unit hands in, the ward returns and accepts, and the month changes', async ({ browser }) => {
  test.setTimeout(120_000)
  const officer = await signIn(browser, 'canbo.anbinh', SCREENS.desktop)
  await officer.goto('/ward')
  const done = officer.getByRole('link', { name: /Nhiệm vụ hoàn thành/ })
  await expect(done).toBeVisible()
  const before = Number(/(\d+) \/ \d+/.exec((await done.innerText()).replace(/\s+/g, ' '))?.[1])
  await expectAccessible(officer)

  const head = await signIn(browser, 'kp3.anbinh', SCREENS.phone)
  await expectAccessible(head)
  const path = await openFirstTask(head)
  await head
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: PHOTO })
  await expect(head.getByRole('img', { name: /anh\.png/ })).toBeVisible()
  await head
    .getByLabel('Đã làm được gì?', { exact: true })
    .fill('Đã tổ chức vui chơi cho các cháu trong khu phố.')
  await head.getByLabel('Số trẻ em').first().fill('86')
  await head.getByRole('button', { name: 'Nộp kết quả' }).click()
  await expect(head.getByText('Đã nộp').first()).toBeVisible()
  await expectAccessible(head)

  await officer.goto(path)
  await officer.getByRole('button', { name: 'Trả lại' }).click()
  await officer.getByLabel('Cần bổ sung gì?').fill('Bổ sung số trẻ tham dự.')
  await officer.getByRole('button', { name: 'Trả lại kèm lý do' }).click()
  await expect(officer.getByText('Bị trả lại').first()).toBeVisible()

  await head.goto('/work')
  await expect(head.getByText('Bổ sung số trẻ tham dự.')).toBeVisible()
  await head.goto(path)
  await head.getByLabel('Đã làm được gì?', { exact: true }).fill('Đã tổ chức vui chơi, 92 cháu tham dự.')
  await head.getByRole('button', { name: 'Nộp kết quả' }).click()
  await expect(head.getByText('Đã nộp').first()).toBeVisible()

  await officer.goto(path)
  await officer.getByRole('button', { name: 'Ghi nhận hoàn thành' }).click()
  await expect(officer.getByText('Hoàn thành').first()).toBeVisible()
  await officer.goto('/ward')
  await expect(done).toContainText(`${before + 1} /`)
})

test('the officer uploads a plan, reviews it beside its source and publishes it', async ({ browser }) => {
  test.setTimeout(60_000)
  const officer = await signIn(browser, 'canbo.anbinh', SCREENS.desktop)
  await officer.goto('/plans')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Tải kế hoạch lên' }).first().click()
  await officer.locator('input[type=file]').first().setInputFiles(PLAN)
  // The ward has a plan of this year already, so comparing is offered first.
  await officer.getByRole('button', { name: 'Mở thành kế hoạch mới' }).click()
  await officer.waitForURL(/\/plans\/[0-9a-f-]{36}\/review/)
  const publish = officer.getByRole('button', { name: /Phát hành \d+ nhiệm vụ/ })
  await expect(publish).toHaveText(/Phát hành 40 nhiệm vụ/)
  await publish.click()
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /Phát hành/ })
    .click()
  await officer.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
  await expect(officer.getByText('Đang thực hiện').first()).toBeVisible()
})
