import { execFileSync } from 'node:child_process'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { ask, openWindow, signIn } from './ward'

type Unit = { id: string; name: string }
type Item = { id: string; title: string; state: string; version: number }
type Items<Row> = { items: Row[] }

/**
 * A gift from the list of children to the letter of thanks, each by whoever does it in a ward: the officer, a khu phố, a
 * school, the lead. In the end the money of the ledger is the money of the figures.
 */
for (const [screen, viewport] of Object.entries(SCREENS)) {
  test(`a round of gifts: ${screen}`, async ({ browser }) => {
    test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
    // Children, a round and a donor like no others, also on a server that has been used before.
    const word = () =>
      `G${Array.from({ length: 6 }, () => 'abcdeghiklmnopqrstuvxy'[Math.floor(Math.random() * 22)]).join('')}`
    const family = `Nguyễn ${word()}`
    const [given, moved, pupil] = [`${family} ${word()}`, `${family} ${word()}`, `${family} ${word()}`]
    const phone = `09${Math.floor(10_000_000 + Math.random() * 89_999_999)}`
    const title = `Tặng quà 1/6 ${word()}`
    const company = `Công ty ${word()}`

    const officer = await openWindow(browser, viewport)
    await signIn(officer, 'canbo.anbinh')
    await test.step('a list as it came becomes children of the register, by a job', async () => {
      await officer.goto('/children/import')
      await officer.locator('input[type=file]').setInputFiles({
        name: 'danh sach.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: messy([
          [given.toUpperCase(), '02/09/2017', 'KP 5', '', '', phone],
          [`  ${moved} `, '3.4.2016', 'khu phố 5', '', '', ''],
          [pupil, '2015', '5', 'Trường TH&THCS Sao Mai', '5A', ''],
        ]),
      })
      await expect(officer.getByText('Sẽ ghi mới 3 trẻ')).toBeVisible()
      await expectAccessible(officer)
      await officer.getByRole('button', { name: 'Ghi 3 trẻ' }).click()
      await officer.waitForURL(/\/jobs\//)
      await expect(officer.getByText('Ghi mới: 3')).toBeVisible()
      await expectAccessible(officer)
    })

    await test.step('who may be in the register twice is asked about', async () => {
      const other = await openWindow(browser, viewport)
      await signIn(other, 'kp2.anbinh')
      const { units } = await ask<{ units: Unit[] }>(other, 'GET', '/session')
      await ask(other, 'POST', '/children', {
        full_name: given,
        birth: { year: 2017, month: 9, day: 2 },
        unit_id: units[0]?.id,
        guardians: [{ full_name: 'Trần Thị Mẹ', relation: 'mother', phone }],
      })
      await officer.goto('/children')
      await officer.getByRole('link', { name: /^Có thể trùng/ }).click()
      const pair = officer.getByRole('region', { name: `Có thể trùng: ${given}`, exact: false })
      await pair.getByRole('button', { name: 'Là hai trẻ' }).click()
      await expect(pair).toHaveCount(0)
    })

    const round = await test.step("last year's round once more, open to those who nominate", async () => {
      const { items } = await ask<Items<Item>>(officer, 'GET', '/gift-rounds?state=closed&limit=100')
      const last = items.find((one) => /^Tặng quà 1\/6\/\d{4}$/.test(one.title))
      await officer.goto(`/gift-rounds/${last?.id}`)
      await officer.getByRole('button', { name: 'Việc khác' }).click()
      await officer.getByRole('menuitem', { name: 'Lập lại cho năm sau' }).click()
      const dialog = officer.getByRole('dialog')
      await dialog.getByLabel('Tên đợt').fill(title)
      // What is handed over is handed over today.
      await dialog.getByLabel('Ngày trao').fill(inWords(await today(officer)))
      // With the calendar open, too.
      await expectAccessible(officer)
      await dialog.getByLabel('Ngày trao').press('Tab')
      await dialog.getByRole('button', { name: 'Chép danh sách' }).click()
      // This year's round of the demo is there already: each child would get a second gift.
      await expect(dialog.getByRole('heading', { name: /trẻ cần xem lại$/ })).toBeVisible()
      await expectAccessible(officer)
      await dialog.getByLabel('Vì sao vẫn đưa vào?').fill('Nhà tài trợ thêm một phần nữa')
      await dialog.getByRole('button', { name: 'Vẫn đưa vào' }).click()
      await expect(officer.getByRole('heading', { name: title, level: 1 })).toBeVisible()
      await officer.getByRole('button', { name: 'Mở cho đơn vị lập danh sách' }).click()
      await expect(officer.getByRole('heading', { name: 'Các đơn vị đang lập danh sách' })).toBeVisible()
      await expectAccessible(officer)
      return new URL(officer.url()).pathname
    })

    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp5.anbinh')
    await test.step('a khu phố nominates and hands in', () =>
      nominate(head, round, 'Khu phố 5', family, [given, moved]))
    await test.step('a school nominates and hands in', async () => {
      const school = await openWindow(browser, viewport)
      await signIn(school, 'saomai.anbinh')
      await nominate(school, round, 'Trường TH&THCS Sao Mai', family, [pupil])
    })

    await test.step('the officer has looked through the list', async () => {
      await officer.reload()
      await officer.getByRole('button', { name: 'Rà soát xong, trình duyệt' }).click()
      await expect(officer.getByText('Đang chờ lãnh đạo duyệt')).toBeVisible()
      // Between the list and the decision a child moves away.
      const { items } = await ask<Items<Item>>(officer, 'GET', `/children?q=${encodeURIComponent(moved)}`)
      const one = items[0] as Item
      const gone = { state: 'moved', on_day: await today(officer) }
      await ask(officer, 'POST', `/children/${one.id}/leave`, gone, { 'If-Match': `"${one.version}"` })
    })

    await test.step('the lead decides, and is told who has moved away', async () => {
      const lead = await openWindow(browser, viewport)
      await signIn(lead, 'lanhdao.anbinh')
      await lead.goto(round)
      await lead.getByRole('button', { name: 'Duyệt danh sách' }).click()
      const dialog = lead.getByRole('dialog')
      const change = dialog.getByRole('listitem').filter({ hasText: moved })
      await expect(change).toContainText('Đã chuyển đi')
      await expect(dialog.getByRole('button', { name: 'Duyệt danh sách' })).toBeDisabled()
      await expectAccessible(lead)
      await dialog.getByLabel('Tôi đã xem các thay đổi này').check()
      await dialog.getByRole('button', { name: 'Duyệt danh sách' }).click()
      await expect(dialog).toHaveCount(0)
    })

    const donor = await test.step('money that came is set aside, and the handing over begins', async () => {
      const { id } = await ask<Item>(officer, 'POST', '/donors', { name: company })
      const receipt = { amount: 50_000_000, on_day: await today(officer), channel: 'cash' }
      await ask(officer, 'POST', `/donors/${id}/receipts`, receipt)
      await officer.goto(round)
      const dialog = officer.getByRole('dialog')
      await officer.getByRole('button', { name: 'Phân bổ tiền' }).first().click()
      await dialog.getByRole('combobox', { name: 'Nguồn' }).click()
      await officer.getByRole('option', { name: company }).click()
      await dialog.getByRole('button', { name: 'Phân bổ tiền' }).click()
      await expect(dialog).toHaveCount(0)
      await officer.getByRole('button', { name: 'Bắt đầu trao' }).click()
      await expect(officer.getByRole('heading', { name: /^Còn \d+ phần chưa trao$/ })).toBeVisible()
      await expectAccessible(officer)
      return `/donors/${id}`
    })

    await test.step('the list to sign, to print and to write on', async () => {
      for (const [format, ending] of [
        ['PDF', /\.pdf$/],
        ['Word', /\.docx$/],
      ] as const) {
        const file = officer.waitForEvent('download')
        await officer.getByRole('button', { name: `Tải Danh sách ký nhận dạng ${format}` }).click()
        expect((await file).suggestedFilename()).toMatch(ending)
      }
    })

    await test.step('the head ticks on a phone, takes a slip back, and one share returns', async () => {
      await head.goto(round)
      await head.getByRole('link', { name: 'Đánh dấu đã trao' }).click()
      const tick = (name: string) => head.getByRole('button', { name: `Đã trao cho ${name}` })
      await tick(given).click()
      await head.getByRole('button', { name: `Hoàn tác: chưa trao cho ${given}` }).click()
      await expect(head.getByRole('button', { name: `Việc khác với phần của ${given}` })).toBeVisible()
      await tick(given).click()
      await expect(head.getByText(`Đã ghi: đã trao cho ${given}.`)).toBeAttached()
      await tick(moved).click()
      await expect(head.getByRole('button', { name: `Hoàn tác: chưa trao cho ${moved}` })).toBeVisible()
      await expectAccessible(head)

      await head.goto(`/gift-shares?round_id=${round.split('/').at(-1)}`)
      await head.getByRole('button', { name: `Việc khác với phần của ${moved}` }).click()
      const dialog = head.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Trả lại kho' }).click()
      await dialog.getByLabel('Lý do').fill('Cả nhà đã chuyển đi, gửi lại phần quà')
      await expectAccessible(head)
      await dialog.getByRole('button', { name: 'Trả lại kho' }).click()
      await expect(dialog.getByText('Cả nhà đã chuyển đi').first()).toBeVisible()
    })

    await test.step('the second letter of thanks is a copy', async () => {
      await officer.goto(donor)
      const letters = officer.getByRole('region', { name: 'Văn bản cho nhà tài trợ' })
      await letter(letters, officer)
      await expect(letters.getByText('Thư cảm ơn (bản sao)')).toHaveCount(0)
      await letter(letters, officer)
      await expect(letters.getByText('Thư cảm ơn (bản sao)')).toHaveCount(1)
      await expectAccessible(officer)
    })

    await test.step('the ledger and the figures name one sum', async () => {
      await officer.goto('/ledger')
      await expect(officer.getByText('Đối chiếu khớp', { exact: false })).toBeVisible()
      const amounts = officer.getByRole('region', { name: 'Bốn số tiền' })
      const sum = await amounts.getByText('Đã trao', { exact: true }).locator('xpath=../dd').innerText()
      await expectAccessible(officer)
      await officer.goto(`/figures?from_on=2020-01-01&to_on=${await today(officer)}`)
      await expect(officer.getByRole('link', { name: `Số tiền, trị giá đã trao: ${sum}` })).toBeVisible()
    })
  })
}

/** From the unit's own step: the children are found, ticked, put on the list, and the list is handed in. */
async function nominate(page: Page, round: string, unit: string, family: string, names: string[]) {
  await page.goto(round)
  await expect(
    page.getByRole('heading', { name: new RegExp(`^${unit} (cần lập|chưa gửi) danh sách$`) }),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Thêm trẻ/ }).click()
  await page.getByLabel('Xem cả trẻ ngoài tiêu chí của đợt').check()
  await page.getByRole('searchbox').fill(family)
  for (const name of names) await page.getByRole('checkbox', { name }).check()
  await page.getByLabel('Lý do đề nghị').fill('Nhà khó khăn')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Thêm ${names.length} trẻ` }).click()
  await page.getByRole('button', { name: 'Gửi danh sách cho phường' }).click()
  await expect(page.getByRole('heading', { name: 'Đã gửi danh sách' })).toBeVisible()
}

async function letter(letters: Locator, page: Page) {
  const file = page.waitForEvent('download')
  await letters.getByRole('button', { name: 'Tải Thư cảm ơn dạng PDF' }).click()
  expect((await file).suggestedFilename()).toMatch(/\.pdf$/)
}

const today = (page: Page) =>
  page.evaluate(() => new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }))

const inWords = (iso: string) => iso.split('-').reverse().join('/')

/** A list as people send it: a heading over it, an empty row, capitals and blanks; no template. */
function messy(rows: string[][]): Buffer {
  const make = [
    'import io, json, sys, openpyxl',
    'book = openpyxl.Workbook()',
    'sheet = book.active',
    "head = ['STT', 'HỌ VÀ TÊN TRẺ', 'Ngày sinh', 'Khu phố', 'Trường', 'Lớp', 'Điện thoại']",
    "for row in (['ỦY BAN NHÂN DÂN PHƯỜNG'], [], ['DANH SÁCH TRẺ EM KHÓ KHĂN'], [], head):",
    '    sheet.append(row)',
    'for at, row in enumerate(json.loads(sys.argv[1]), 1):',
    '    sheet.append([at, *row])',
    'out = io.BytesIO()',
    'book.save(out)',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n')
  return execFileSync(process.env.PYTHON ?? 'python3', ['-c', make, JSON.stringify(rows)])
}
