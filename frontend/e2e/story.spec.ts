import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { newWard, openWindow, takeOver } from './ward'

/**
 * The whole story in a new ward: the officer uploads the plan, reviews it and publishes; a khu phố on a phone hands
 * in with a photo, is returned, hands in again; the ward accepts and its page changes. Told on the project's own
 * sample and, where it is at hand, on a real plan.
 */
const ROOT = join(import.meta.dirname, '../..')
const STORIES = [
  {
    name: 'own sample',
    code: '98001',
    file: join(ROOT, 'backend/vitreem/demo/samples/ke-hoach-phuong-an-binh-2026.docx'),
    assignments: 40,
  },
  {
    name: 'real sample',
    code: '98002',
    file: join(ROOT, '../shared/samples/ke-hoach-phuong-1-2024.txt'),
    assignments: 56,
  },
]

// A camera's photo is larger than what is kept: the page reduces it before it is sent.
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
)

for (const story of STORIES) {
  test(`from the document to the accepted result: ${story.name}`, async ({ browser }) => {
    test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
    test.skip(!existsSync(story.file), `${story.name} is not at hand`)
    const ward = await newWard(browser, story.code, SCREENS.desktop)
    const officer = await openWindow(browser, SCREENS.desktop)
    await takeOver(officer, ward.officer, `canbo.${story.code}`)
    await test.step('upload', () => upload(officer, story.file))
    await test.step('review', () => review(officer))
    await test.step('publish', () => publish(officer, story.assignments))

    await officer.goto('/ward')
    const done = officer.getByRole('link', { name: /Nhiệm vụ hoàn thành/ })
    await expect(done).toContainText(`0 / ${story.assignments}`)
    await expectAccessible(officer)

    const head = await openWindow(browser, SCREENS.phone)
    await takeOver(head, ward.head, `kp.${story.code}`)
    await expectAccessible(head)
    await test.step('the bell tells of the new tasks and leads to one', async () => {
      await head.getByRole('link', { name: /^Thông báo, \d+ chưa đọc$/ }).click()
      await expectAccessible(head)
      const told = head.getByRole('link', { name: /Chưa đọc: Đơn vị được giao việc mới/ })
      const before = await told.count()
      await told.first().click()
      await head.waitForURL(/\/assignments\/[0-9a-f-]{36}/)
      await head.goto('/notices')
      await expect(told).toHaveCount(before - 1)
      await head.goto('/work')
    })
    const path = await test.step('acknowledge', () => acknowledge(head))
    await test.step('what was taken is not told any more', () =>
      expect(head.getByRole('link', { name: 'Thông báo', exact: true })).toBeVisible())
    await test.step('hand in with a photo', async () => {
      await head
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: PHOTO })
      await expect(head.getByRole('img', { name: /anh\.png/ })).toBeVisible()
      await handIn(head, 'Đã tổ chức vui chơi cho các cháu trong khu phố.')
      await expectAccessible(head)
    })
    await test.step('return', async () => {
      await officer.goto(path)
      await officer.getByRole('button', { name: 'Trả lại' }).click()
      await expectAccessible(officer)
      await officer.getByLabel('Cần bổ sung gì?').fill('Bổ sung số trẻ tham dự.')
      await officer.getByRole('button', { name: 'Trả lại kèm lý do' }).click()
      await expect(officer.getByText('Bị trả lại').first()).toBeVisible()
    })
    await test.step('hand in again', async () => {
      await head.goto('/work')
      await expect(head.getByText('Bổ sung số trẻ tham dự.')).toBeVisible()
      await head.goto(path)
      await handIn(head, 'Đã tổ chức vui chơi, 92 cháu tham dự.')
    })
    await test.step('accept', async () => {
      await officer.goto(path)
      await officer.getByRole('button', { name: 'Ghi nhận hoàn thành' }).click()
      await expect(officer.getByText('Hoàn thành').first()).toBeVisible()
    })
    await officer.goto('/ward')
    await expect(done).toContainText(`1 / ${story.assignments}`)
  })
}

async function upload(officer: Page, file: string) {
  await officer.goto('/plans')
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Tải kế hoạch lên' }).first().click()
  await officer.locator('input[type=file]').first().setInputFiles(file)
  await officer.waitForURL(/\/plans\/[0-9a-f-]{36}\/review/)
}

/** A line shows its place in the document; a change is saved by itself and survives a reload. */
async function review(officer: Page) {
  await expectAccessible(officer)
  const line = officer.locator('[id^=item-] > button').nth(12)
  await line.click()
  await expect(officer.locator('[id^=mark-][aria-current]')).toBeInViewport()
  await officer.getByRole('button', { name: 'Sửa thông tin' }).click()
  await officer.getByLabel('Số, ký hiệu').first().fill('15/KH-UBND')
  await expect(officer.getByText(/Tự lưu lúc/)).toBeVisible()
  await officer.reload()
  await expect(officer.getByText('15/KH-UBND')).toBeVisible()
}

async function publish(officer: Page, assignments: number) {
  const button = officer.getByRole('button', { name: /Phát hành \d+ nhiệm vụ/ })
  await expect(button).toHaveText(new RegExp(`Phát hành ${assignments} nhiệm vụ`))
  await button.click()
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: /Phát hành/ })
    .click()
  await officer.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
  await expect(officer.getByText('Đang thực hiện').first()).toBeVisible()
}

/** The khu phố takes every task, then opens one that needs a photo. */
async function acknowledge(head: Page): Promise<string> {
  const take = head.getByRole('button', { name: 'Tôi đã nhận việc' })
  await expect(take.first()).toBeVisible()
  for (let left = await take.count(); left > 0; left--) {
    await take.first().click()
    await expect(take).toHaveCount(left - 1)
  }
  await head.getByRole('button', { name: 'Thêm ảnh, minh chứng' }).first().click()
  await head.waitForURL(/\/assignments\/[0-9a-f-]{36}/)
  return new URL(head.url()).pathname
}

async function handIn(head: Page, words: string) {
  await head.getByLabel('Đã làm được gì?', { exact: true }).fill(words)
  await head.getByRole('button', { name: 'Nộp kết quả' }).click()
  await expect(head.getByText('Đã nộp').first()).toBeVisible()
}
