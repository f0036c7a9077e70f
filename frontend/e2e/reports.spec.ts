import { expect, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { openWindow, signIn } from './ward'

test('figures are asked for, corrected where they disagree, handed in, returned and accepted', async ({
  browser,
}) => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
  const title = `Trẻ chưa có thẻ bảo hiểm y tế ${Date.now() % 100_000}`
  const officer = await openWindow(browser, SCREENS.desktop)
  await signIn(officer, 'canbo.anbinh')
  const head = await openWindow(browser, SCREENS.phone)
  await signIn(head, 'kp1.anbinh')

  await test.step('the ward asks all khu phố for two figures that must agree', async () => {
    await officer.goto('/reports/new')
    await officer.getByLabel('Tên đợt').fill(title)
    await officer.getByLabel('Số liệu 1').fill('Số trẻ dưới 6 tuổi')
    await officer.getByRole('button', { name: 'Thêm số liệu' }).click()
    await officer.getByRole('textbox', { name: 'Số liệu 2' }).fill('Chưa có thẻ')
    await officer.getByRole('button', { name: 'Thêm so sánh' }).click()
    await officer.getByRole('combobox', { name: 'Số liệu thứ nhất, dòng 1' }).click()
    await officer.getByRole('option', { name: 'Chưa có thẻ' }).click()
    await officer.getByRole('combobox', { name: 'Số liệu thứ hai, dòng 1' }).click()
    await officer.getByRole('option', { name: 'Số trẻ dưới 6 tuổi' }).click()
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Gửi tới các đơn vị' }).click()
    await officer.waitForURL(/\/reports\/[0-9a-f-]{36}$/)
    await expect(officer.getByText(/^Chưa nộp: .*Khu phố 1/)).toBeVisible()
    await expectAccessible(officer)
  })

  await test.step('a khu phố answers on a phone; what disagrees is said at once and not taken', async () => {
    await head.goto('/reports')
    await expectAccessible(head)
    await head.getByRole('link', { name: title }).click()
    await head.getByLabel('Số trẻ dưới 6 tuổi').fill('12')
    await head.getByLabel('Chưa có thẻ').fill('20')
    await expect(head.getByText('«Chưa có thẻ» phải không lớn hơn «Số trẻ dưới 6 tuổi».')).toBeVisible()
    await expectAccessible(head)
    const submit = async () => {
      await head.getByRole('button', { name: 'Nộp báo cáo' }).click()
      await head.getByRole('dialog').getByRole('button', { name: 'Nộp báo cáo' }).click()
    }
    await submit()
    await expect(head.getByText(/^Có số liệu không khớp nhau/)).toBeVisible()
    await head.getByLabel('Chưa có thẻ').fill('2')
    await submit()
    await expect(head.getByText('Đã nộp, chờ nhận')).toBeVisible()
  })

  await test.step('the ward returns it once, then accepts it', async () => {
    const answer = head.url()
    await officer.goto(answer)
    await officer.getByRole('button', { name: 'Trả lại' }).click()
    await officer.getByLabel('Cần sửa gì?').fill('Đếm cả trẻ tạm trú.')
    await officer.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
    await head.goto(answer)
    await expect(head.getByText('Phường, xã trả lại: “Đếm cả trẻ tạm trú.”')).toBeVisible()
    await head.getByLabel('Số trẻ dưới 6 tuổi').fill('15')
    await head.getByRole('button', { name: 'Nộp báo cáo' }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Nộp báo cáo' }).click()
    await expect(head.getByText('Đã nộp, chờ nhận')).toBeVisible()
    await officer.goto(answer)
    await officer.getByRole('button', { name: 'Nhận báo cáo' }).click()
    await expect(officer.getByText('Đã nhận', { exact: true })).toBeVisible()
    await expectAccessible(officer)
  })
})
