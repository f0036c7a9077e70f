import { expect, test } from '@playwright/test'
import { answerWith, ownSessions, session } from './answers'
import { expectAccessible, SCREENS } from './axe'

for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })

      test('the sign-in page is accessible, with and without errors', async ({ page }) => {
        await answerWith(page, {})
        await page.goto('/sign-in')
        await expect(page.getByRole('heading', { level: 1, name: 'Đăng nhập' })).toBeVisible()
        await expect(page).toHaveTitle('Đăng nhập · Vì Trẻ Em')
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Đăng nhập' }).click()
        await expect(page.getByRole('alert')).toBeFocused()
        await expectAccessible(page)
      })

      test('the account page and its menu are accessible', async ({ page }) => {
        await answerWith(page, {
          'GET /session': { body: session },
          'GET /account/sessions': { body: ownSessions },
        })
        await page.goto('/account')
        await expect(page.getByText('Chrome · Windows')).toBeVisible()
        await expect(page.getByText('Phường Hoa Mai').first()).toBeVisible()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Tài khoản của Trần Thị Lan' }).click()
        await expect(page.getByRole('menuitemradio', { name: 'Tiếng Việt' })).toBeVisible()
        await expectAccessible(page)
      })
    })
  }
}

test('whoever is not signed in is led to the sign-in page and back', async ({ page }) => {
  await answerWith(page, {})
  await page.goto('/account')
  await expect(page).toHaveURL('/sign-in?next=%2Faccount')
  await answerWith(page, {
    'POST /session': { status: 204 },
    'GET /session': { body: session },
    'GET /account/sessions': { body: ownSessions },
  })
  await page.getByLabel('Tên đăng nhập').fill('lan')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một câu dễ nhớ')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/account')
})

test('an address outside the site is never the way back', async ({ page }) => {
  await answerWith(page, { 'POST /session': { status: 204 } })
  await page.goto('/sign-in?next=%2F%2Fevil.example')
  await expect(page).toHaveURL('/sign-in')
})

test('a wrong password is told, a second factor asked for, a wait counted', async ({ page }) => {
  const refuse = (code: string, status: number, more = {}) =>
    answerWith(page, { 'POST /session': { status, body: { code, status, detail: '…', ...more } } })
  const submit = () => page.getByRole('button', { name: 'Đăng nhập' }).click()

  await page.clock.install()
  await refuse('bad_credentials', 401)
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill('lan')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sai')
  await submit()
  await expect(page.getByRole('alert')).toContainText('chưa đúng')

  await refuse('too_many_requests', 429, { retry_after: 8 })
  await submit()
  await expect(page.getByRole('alert')).toContainText('đợi 8 giây')
  await expect(page.getByRole('button', { name: /Đợi \d giây/ })).toBeDisabled()
  await page.clock.runFor(9000)

  await refuse('totp_required', 401)
  await submit()
  await expect(page.getByRole('heading', { level: 1, name: 'Nhập mã xác thực' })).toBeVisible()
  await expect(page.getByLabel('Mã xác thực')).toBeFocused()
  await expectAccessible(page)
})

test('a first sign-in leads to a new password and nowhere else', async ({ page }) => {
  const first = { ...session, account: { ...session.account, must_change_password: true } }
  await answerWith(page, { 'GET /session': { body: first } })
  await page.goto('/account')
  await expect(page).toHaveURL('/account/password')
  await expect(page.getByRole('heading', { level: 1, name: 'Đặt mật khẩu của riêng bạn' })).toBeVisible()
  await expectAccessible(page)
})

test('an unknown page and a used-up link say so', async ({ page }) => {
  await answerWith(page, {
    'GET /session': { body: session },
    'GET /password-resets/abc': { status: 404, body: { code: 'reset_gone', status: 404, detail: '…' } },
  })
  await page.goto('/khong-co')
  await expect(page.getByRole('heading', { level: 1, name: 'Không tìm thấy trang này' })).toBeVisible()
  await page.goto('/reset/abc')
  await expect(page.getByRole('heading', { level: 1, name: 'Đường dẫn không còn dùng được' })).toBeVisible()
  await expectAccessible(page)
})

test('the language and the colours stay chosen', async ({ page }) => {
  await answerWith(page, {
    'GET /session': { body: session },
    'GET /account/sessions': { body: ownSessions },
  })
  await page.goto('/account')
  await page.getByRole('button', { name: 'Tài khoản của Trần Thị Lan' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page).toHaveTitle('Account · Vì Trẻ Em')
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
})
