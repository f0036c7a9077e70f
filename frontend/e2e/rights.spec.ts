import { expect, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { ask, newWard, openWindow, signIn, takeOver } from './ward'

const PROTECTOR = 'Người làm công tác bảo vệ trẻ em'
type Made = { set_up: { path: string }; person: { id: string; login: string } }

/** A role that sees cases is asked for by the lead and given by the deputy; the administrator's reset is told. */
for (const [screen, viewport] of Object.entries(SCREENS)) {
  // A ward of its own for each run, also on a server that has been used before.
  const code = String(98_100 + Math.floor(Math.random() * 800))
  test(`what one person may not do alone waits for a second: ${screen}`, async ({ browser }) => {
    test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
    const { lead: leadsLink } = await newWard(browser, code, SCREENS.desktop)
    const lead = await openWindow(browser, viewport)
    await signIn(lead, `lanhdao.${code}`, leadsLink.password)

    const deputy = await test.step('a deputy, with the name that the page announces', async () => {
      await lead.goto('/units?tab=people')
      await lead.getByRole('button', { name: 'Thêm người dùng' }).click()
      await lead.getByLabel('Họ và tên').fill('Phạm Thị Phó')
      await lead.getByLabel('Tên đăng nhập').fill('Pho')
      await expect(lead.getByText(`Tên đăng nhập sẽ là: pho.${code}`)).toBeVisible()
      await lead.locator('#person-role').click()
      await lead.getByRole('option', { name: 'Lãnh đạo phường', exact: true }).click()
      await expectAccessible(lead)
      await lead.getByRole('dialog').getByRole('button', { name: 'Thêm người dùng' }).click()
      // Whoever proposed a role of two doesn't get the link to it.
      await expect(lead.getByRole('dialog').getByText('người thứ hai khi họ đồng ý')).toBeVisible()
      await expect(lead.getByLabel(/Đường dẫn đặt mật khẩu/)).toHaveCount(0)
      await expectAccessible(lead)
      await lead.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()
      const page = await openWindow(browser, viewport)
      // A deputy is a member of every case: in a ward with one lead the administrator is the second person.
      const admin = await openWindow(browser, SCREENS.desktop)
      await signIn(admin, 'quantri')
      await admin.goto('/admin')
      const asked = admin.getByRole('listitem').filter({ hasText: `pho.${code}` })
      await asked.getByRole('button', { name: /^Duyệt: Trao vai trò Lãnh đạo phường/ }).click()
      const link = await admin.getByRole('textbox', { name: /Đường dẫn đặt mật khẩu/ }).inputValue()
      await expectAccessible(admin)
      await admin.getByRole('button', { name: 'Tôi đã gửi, đóng lại' }).click()
      await expect(asked).toHaveCount(0)
      await takeOver(page, link, `pho.${code}`)
      return page
    })

    await test.step('the lead asks for the role and can only take it back', async () => {
      const member = await ask<Made>(lead, 'POST', '/people', {
        full_name: 'Lê Văn Bảo Vệ',
        login: 'baove',
        role: 'unit_member',
        unit_id: leadsLink.unit,
      })
      expect(member.person.login).toBe(`baove.${code}`)
      await lead.reload()
      await lead.getByRole('button', { name: 'Sửa Lê Văn Bảo Vệ' }).click()
      await lead.getByRole('button', { name: 'Trao thêm vai trò' }).click()
      await lead.locator('#role-role').click()
      await lead.getByRole('option', { name: PROTECTOR }).click()
      await lead.locator('#role-unit_id').click()
      await lead.getByRole('option').first().click()
      await lead.getByRole('button', { name: 'Trao vai trò', exact: true }).click()
      await expect(lead.getByRole('dialog').getByText('Chờ người thứ hai duyệt')).toBeVisible()
      await expectAccessible(lead)
      await lead.keyboard.press('Escape')
      await expect(lead.getByRole('button', { name: /^Rút lại:/ })).toBeVisible()
      await expect(lead.getByRole('button', { name: /^Duyệt:/ })).toHaveCount(0)
      await expectAccessible(lead)
    })

    await test.step('the deputy agrees', async () => {
      await deputy.goto('/units?tab=people')
      await expectAccessible(deputy)
      await deputy.getByRole('button', { name: /^Duyệt:/ }).click()
      await expect(
        deputy.getByRole('textbox', { name: /Đường dẫn đặt mật khẩu của Lê Văn Bảo Vệ/ }),
      ).toBeVisible()
      await expectAccessible(deputy)
      await deputy.getByRole('button', { name: 'Tôi đã gửi, đóng lại' }).click()
      await expect(deputy.getByRole('heading', { name: 'Chờ người thứ hai duyệt' })).toHaveCount(0)
      await expect(deputy.getByText(new RegExp(`^${PROTECTOR}`)).first()).toBeVisible()
    })

    await test.step('the trail tells accounts apart', async () => {
      await lead.goto('/audit?kind=person')
      await expect(lead.getByText(`pho.${code}`, { exact: true }).first()).toBeVisible()
      await expectAccessible(lead)
    })

    await test.step("the administrator's reset of the lead waits, and is told", async () => {
      const admin = await openWindow(browser, viewport)
      await signIn(admin, 'quantri')
      await admin.goto(`/admin?tab=accounts&q=lanhdao.${code}`)
      await admin.getByRole('button', { name: new RegExp(`Tạo đường dẫn.*lanhdao.${code}`) }).click()
      await expect(admin.getByText(/cần người thứ hai/)).toBeVisible()
      await expectAccessible(admin)
      const link = await admin.getByRole('textbox', { name: /Đường dẫn đặt mật khẩu/ }).inputValue()
      await admin.keyboard.press('Escape')
      await expect(admin.getByRole('heading', { name: 'Chờ người thứ hai duyệt' })).toBeVisible()
      await expectAccessible(admin)

      const visitor = await openWindow(browser, viewport)
      await visitor.goto(link)
      await expect(visitor.getByRole('heading', { name: 'Đường dẫn đang chờ duyệt' })).toBeVisible()
      await expectAccessible(visitor)

      await deputy.reload()
      await expect(deputy.getByText(/Quản trị hệ thống đã tạo đường dẫn/)).toBeVisible()
      await expectAccessible(deputy)
      await deputy.getByRole('button', { name: 'Tôi đã đọc' }).click()
      await expect(deputy.getByText(/Quản trị hệ thống đã tạo đường dẫn/)).toHaveCount(0)
      await deputy.getByRole('button', { name: /^Duyệt: Đặt lại mật khẩu/ }).click()
      await expect(deputy.getByRole('button', { name: /^Duyệt: Đặt lại mật khẩu/ })).toHaveCount(0)
      await visitor.getByRole('button', { name: 'Thử lại' }).click()
      await expect(visitor.getByLabel('Mật khẩu mới')).toBeVisible()
    })
  })
}

test('two-step sign-in begins with the password', async ({ browser }) => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
  const page = await openWindow(browser, SCREENS.phone)
  await signIn(page, 'kp5.anbinh')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Bật xác thực hai lớp' }).click()
  await page.getByRole('dialog').locator('input[type=password]').fill('sai mat khau')
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(page.getByRole('alert')).toContainText('chưa đúng')
  await expectAccessible(page)
  await page.getByRole('dialog').locator('input[type=password]').fill('Tre em la tren het 2026')
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(page.getByAltText(/Mã QR/)).toBeVisible()
  await expectAccessible(page)
})
