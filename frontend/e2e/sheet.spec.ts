import { execFileSync } from 'node:child_process'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { openWindow, signIn } from './ward'

const ROW = {
  Mã: 'KPD-THU',
  'Lĩnh vực': 'Sinh hoạt hè',
  'Hoạt động': 'Lớp bơi ghi bằng Excel',
  'Đơn vị tổ chức': 'Khu phố Đông',
  'Bắt đầu': '02/06/2020 08:00',
  'Kết thúc': '02/06/2020 10:00',
  'Đã tổ chức': 'Có',
  'Số bé trai': 'mười',
  'Số bé gái': '15',
}

/**
 * A list from Excel: a wrong cell is named, the right file comes in, the ward corrects it with a note. In the demo's other
 * ward, so that the figures which the month's story counts stand still.
 */
test.describe('a list from Excel', () => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')

  test('a wrong cell is named, the corrected file comes in, the ward says why it changes it', async ({
    browser,
  }) => {
    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kpdong.benxuan')
    await head.goto('/activities')
    await head.getByRole('button', { name: 'Việc khác' }).click()
    await head.getByRole('button', { name: 'Nhập từ Excel' }).click()
    const dialog = head.getByRole('dialog')
    await expect(dialog.getByRole('link', { name: 'Tải mẫu' })).toBeVisible()
    await expectAccessible(head)

    await test.step('a wrong cell is named and the marked file can be had', async () => {
      await choose(head, await filled(head, ROW))
      await expect(dialog.getByRole('alert')).toContainText('Dòng 2, cột «Số bé trai»')
      await expectAccessible(head)
      const download = head.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Tải tệp đã đánh dấu' }).click()
      expect((await download).suggestedFilename()).toMatch(/-can-sua\.xlsx$/)
    })
    await test.step('the corrected file comes in', async () => {
      await dialog.getByRole('button', { name: 'Chọn tệp khác' }).click()
      await choose(head, await filled(head, { ...ROW, 'Số bé trai': '10' }))
      await expect(dialog.getByRole('status')).toContainText('Sẽ ghi mới 1 dòng')
      await dialog.getByRole('button', { name: 'Nhập 1 dòng' }).click()
      await expect(head.getByRole('status').filter({ hasText: 'Ghi mới: 1' })).toBeVisible()
      await expectAccessible(head)
      await head.getByRole('link', { name: 'Xem danh sách' }).click()
      await expect(head.getByRole('link', { name: ROW['Hoạt động'] })).toBeVisible()
    })
    await test.step('the ward says why it changes the unit’s record', async () => {
      const officer = await openWindow(browser, SCREENS.desktop)
      await signIn(officer, 'canbo.benxuan')
      await officer.goto('/activities')
      await officer.getByRole('button', { name: 'Nhập từ Excel' }).click()
      await choose(officer, await filled(officer, { ...ROW, 'Số bé trai': '12' }))
      const send = officer.getByRole('button', { name: 'Nhập 1 dòng' })
      await expect(send).toBeDisabled()
      await officer.getByLabel('Lý do sửa hồ sơ của đơn vị').fill('Đếm lại theo danh sách')
      await expectAccessible(officer)
      await send.click()
      await expect(officer.getByRole('status').filter({ hasText: 'Sửa hồ sơ của đơn vị: 1' })).toBeVisible()
    })
    await test.step('the unit reads it', async () => {
      await head.goto('/activities')
      await head.getByRole('link', { name: ROW['Hoạt động'] }).click()
      await expect(head.getByText('Đếm lại theo danh sách')).toBeVisible()
    })
  })
})

const choose = (page: Page, buffer: Buffer) =>
  page.getByRole('dialog').locator('input[type=file]').setInputFiles({
    name: 'hoat-dong.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  })

/** The product's own template with one row filled in, as a person does it in Excel. */
async function filled(page: Page, row: Record<string, string>): Promise<Buffer> {
  const template = await (await page.request.get('/api/v1/activities/template')).body()
  const fill = [
    'import io, json, sys, openpyxl',
    'book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))',
    'row = json.loads(sys.argv[1])',
    'sheet = book.worksheets[0]',
    'for cell in sheet[1]:',
    '    sheet.cell(2, cell.column, row.get(str(cell.value), None))',
    'out = io.BytesIO()',
    'book.save(out)',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n')
  return execFileSync(process.env.PYTHON ?? 'python3', ['-c', fill, JSON.stringify(row)], { input: template })
}
