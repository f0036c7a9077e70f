import { expect, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { ask, openWindow, signIn } from './ward'

type Unit = { id: string; name: string; kind: string }

/** A khu phố head adds a child and is asked about a namesake; the ward merges two records and undoes it. */
for (const [screen, viewport] of Object.entries(SCREENS)) {
  test(`the children's register: ${screen}`, async ({ browser }) => {
    test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
    // A child like no other, also on a server that has been used before.
    const word = () =>
      `T${Array.from({ length: 6 }, () => 'abcdeghiklmnopqrstuvxy'[Math.floor(Math.random() * 22)]).join('')}`
    const given = word()
    const name = `Nguyễn ${word()} ${word()} ${word()} ${given}`
    const carer = `Trần ${word()} ${word()}`
    const phone = `09${Math.floor(10_000_000 + Math.random() * 89_999_999)}`

    const head = await openWindow(browser, viewport)
    await signIn(head, 'kp5.anbinh')
    const first = await test.step('a child in a minute: name, birth, guardian', async () => {
      await head.goto('/children')
      await expect(head.getByRole('heading', { name: 'Sổ trẻ em' })).toBeVisible()
      await expectAccessible(head)
      await head.getByRole('link', { name: 'Thêm trẻ' }).first().click()
      await head.getByRole('button', { name: 'Lưu vào sổ' }).click()
      await expect(head.getByRole('alert')).toContainText('Viết họ và tên trẻ.')
      await expectAccessible(head)
      await head.getByLabel('Họ và tên trẻ').fill(name)
      await head.getByLabel('Ngày sinh', { exact: true }).fill('02092017')
      await expect(head.getByText('Sinh ngày 02/09/2017')).toBeVisible()
      const guardian = head.getByRole('group', { name: /^Người chăm sóc/ })
      await guardian.getByLabel('Họ và tên').fill(carer)
      await guardian.getByLabel('Là gì của trẻ?').click()
      await head.getByRole('option', { name: 'Mẹ', exact: true }).click()
      await guardian.getByLabel('Số điện thoại').fill(`${phone.slice(0, 4)} ${phone.slice(4)}`)
      await head.getByRole('button', { name: 'Lưu vào sổ' }).click()
      await head.waitForURL(/\/children\/[0-9a-f-]{36}$/)
      await expect(head.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(head.getByRole('link', { name: phone })).toBeVisible()
      await expectAccessible(head)
      return head.url()
    })

    await test.step('a namesake is asked about, and nothing typed is lost', async () => {
      await head.goto('/children/new')
      await head.getByLabel('Họ và tên trẻ').fill(name)
      await head.getByLabel('Ngày sinh', { exact: true }).fill('09/2017')
      // Before the pause: the server asks.
      await head.getByRole('button', { name: 'Lưu vào sổ' }).click()
      await expect(head.getByRole('alert')).toContainText('Trong sổ đã có trẻ giống')
      const card = head.getByRole('region', { name: 'Trong sổ đã có 1 trẻ giống' })
      await expect(card).toContainText('Cùng tên, cùng ngày sinh')
      await expectAccessible(head)
      await card.getByRole('link', { name: 'Mở hồ sơ này' }).click()
      await head.waitForURL(first)
      await head.goBack()
      await expect(head.getByLabel('Họ và tên trẻ')).toHaveValue(name)
      await expect(head.getByLabel('Ngày sinh', { exact: true })).toHaveValue('09/2017')
      await card.getByRole('button', { name: 'Là trẻ khác' }).click()
      await expect(card).toHaveCount(0)
      await head.getByRole('button', { name: 'Lưu vào sổ' }).click()
      await head.waitForURL(/\/children\/[0-9a-f-]{36}$/)
      await expect(head.getByText('Chưa ghi người chăm sóc')).toBeVisible()
    })

    await test.step('circumstances, consent, and no photo without it', async () => {
      await expect(head.getByText('chưa đồng ý chụp ảnh')).toBeVisible()
      await head.getByRole('button', { name: 'Ghi nhóm hoàn cảnh' }).click()
      const dialog = head.getByRole('dialog')
      await dialog.getByLabel('Nhóm theo Luật Trẻ em').click()
      await head.getByRole('option', { name: 'Trẻ em khuyết tật' }).click()
      await dialog.getByLabel(/^Trường hợp cụ thể/).click()
      await head.getByRole('option', { name: 'Nhẹ' }).click()
      await expectAccessible(head)
      await dialog.getByRole('button', { name: 'Lưu' }).click()
      await expect(head.getByRole('region', { name: 'Hoàn cảnh đặc biệt' })).toContainText('Nhẹ')
      await head.getByRole('button', { name: 'Ghi đồng ý: Chụp và lưu ảnh' }).click()
      await dialog.getByLabel('Cha, mẹ hoặc người giám hộ đồng ý').fill(carer)
      await dialog.getByRole('button', { name: 'Ghi đồng ý' }).click()
      await expect(dialog.getByRole('alert')).toContainText('Hãy hỏi trẻ trước')
      await dialog.getByLabel('Trẻ đã được hỏi và tự đồng ý').check()
      await expectAccessible(head)
      await dialog.getByRole('button', { name: 'Ghi đồng ý' }).click()
      await expect(head.getByText('Đã đồng ý', { exact: true })).toBeVisible()
      await expect(head.getByText('chưa đồng ý chụp ảnh')).toHaveCount(0)
    })

    const other = await openWindow(browser, SCREENS.desktop)
    await signIn(other, 'kp2.anbinh')
    const { units } = await ask<{ units: Unit[] }>(other, 'GET', '/session')
    const twin = await ask<{ id: string; code: string }>(other, 'POST', '/children', {
      full_name: name,
      birth: { year: 2017, month: 9, day: 2 },
      unit_id: units[0]?.id,
      guardians: [{ full_name: carer, relation: 'mother', phone }],
    })

    const officer = await openWindow(browser, viewport)
    await signIn(officer, 'canbo.anbinh')
    await test.step('the ward keeps one of the two, and takes it back', async () => {
      await officer.goto('/children')
      await officer.getByRole('link', { name: /^Có thể trùng/ }).click()
      await expect(officer.getByRole('heading', { name: 'Hồ sơ có thể trùng' })).toBeVisible()
      await expectAccessible(officer)
      const pair = officer
        .getByRole('region', { name: `Có thể trùng: ${name}` })
        .filter({ hasText: 'cùng số điện thoại' })
      await expect(pair).toContainText('Khu phố 2')
      await expect(pair).toContainText('Khu phố 5')
      const kept = new URL(first).pathname.split('/').at(-1)
      const { code } = await ask<{ code: string }>(officer, 'GET', `/children/${kept}`)
      await pair.getByRole('button', { name: `Là một trẻ: giữ hồ sơ này (${code})` }).click()
      await expect(officer.getByText(`Đã gộp ${twin.code} vào ${code}.`)).toBeVisible()
      await expect(pair).toHaveCount(0)
      await officer.goto(`/children/${twin.id}`)
      await expect(officer.getByRole('heading', { name: `Đã gộp vào hồ sơ ${name}` })).toBeVisible()
      await expectAccessible(officer)
      await officer.getByRole('link', { name: 'Mở hồ sơ được giữ' }).click()
      await expect(officer.getByRole('region', { name: 'Hồ sơ đã gộp vào đây' })).toContainText(twin.code)
      await officer.goto(`/children/${twin.id}`)
      await officer.getByRole('button', { name: 'Tách ra lại' }).click()
      await expect(officer.getByRole('heading', { name: /^Đã gộp vào hồ sơ/ })).toHaveCount(0)
      await expect(officer.getByRole('link', { name: 'Sửa' })).toBeVisible()
    })

    await test.step('a list leaves the register only for a purpose', async () => {
      await officer.goto(`/children?q=${given}`)
      await expect(officer.getByText('Đang hiện 3')).toBeVisible()
      await officer.getByRole('button', { name: 'Xuất và in' }).click()
      await officer.getByRole('menuitem', { name: 'Tải tệp Excel' }).click()
      const dialog = officer.getByRole('dialog')
      await expect(dialog.getByRole('button', { name: 'Tải tệp Excel' })).toBeDisabled()
      await dialog.getByLabel('Dùng để làm gì?').fill('Xét tặng quà 1/6')
      await expectAccessible(officer)
      const file = officer.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Tải tệp Excel' }).click()
      expect((await file).suggestedFilename()).toBe('tre-em.xlsx')
      await expect(dialog).toHaveCount(0)
    })

    await test.step('a school that is not theirs finds no such child', async () => {
      const school = await openWindow(browser, SCREENS.desktop)
      await signIn(school, 'saomai.anbinh')
      await school.goto(new URL(first).pathname)
      await expect(school.getByText('Không tìm thấy').first()).toBeVisible()
    })
  })
}
