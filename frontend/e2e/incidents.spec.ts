import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { freshCode } from './totp'
import { ask, openWindow, signIn } from './ward'

const PASSWORD = 'Tre em la tren het 2026'
/** As the demo prints it. */
const SECRET = 'VITREEMVITREEMVITREEMVITREEMVITR'

type Paper = { id: string; kind: string; version: number }
type Case = { id: string; version: number; papers: Paper[]; reports: object[]; state: string }
type Report = { id: string; version: number; cases: { id: string; child_name: string }[] }

/** Somebody whose role opens cases: password, then a code. */
async function signInTwice(browser: Browser, login: string, viewport: { width: number; height: number }) {
  const page = await openWindow(browser, viewport)
  await page.goto('/sign-in')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.locator('#code').fill(await freshCode(login, SECRET))
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

const statusOf = (page: Page, path: string) =>
  page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).status, path)

/** Everything that the browser keeps on the device, as one text. */
const keptOnDevice = (page: Page) =>
  page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = '' } of await indexedDB.databases()) kept.push(name)
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        kept.push(request.url, await (await cache.match(request))?.text())
    }
    return JSON.stringify(kept)
  })

test('a call about three siblings, from the first word to the closing, and nobody else learns of it', async ({
  browser,
}) => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')
  const letters = () =>
    Array.from({ length: 5 }, () => 'abcdeghiklmnopqrstuvxy'[Math.floor(Math.random() * 22)]).join('')
  const mark = `Z${letters()}`
  const siblings = ['Nhất', 'Nhì', 'Ba'].map((name) => `Lý ${mark} ${name}`)
  const [first = '', second = '', third = ''] = siblings
  const what = `Ba anh em nhà ${mark} bị đánh, đang trốn ở nhà hàng xóm.`

  const officer = await signInTwice(browser, 'baove.anbinh', SCREENS.desktop)
  const chair = await signInTwice(browser, 'chutich.anbinh', SCREENS.phone)
  const other = await signInTwice(browser, 'baove.benxuan', SCREENS.desktop)
  const outsiders = await Promise.all(
    ['saomai.anbinh', 'canbo.anbinh', 'quantri'].map(async (login) => {
      const page = await openWindow(browser, SCREENS.desktop)
      await signIn(page, login)
      return page
    }),
  )

  /** The same addresses, asked by a school, the ward's officer, the administrator and the other ward. */
  const nobodyElse = async (kind: 'report' | 'case', id: string) => {
    for (const page of [...outsiders, other]) {
      expect(await statusOf(page, `/incident-${kind}s/${id}`)).toBe(404)
      await page.goto(`/incidents/${kind}s/${id}`)
      await expect(page.getByRole('heading', { name: 'Không tìm thấy trang này' })).toBeVisible()
      await expect(page.locator('body')).not.toContainText(mark)
    }
    for (const page of outsiders) {
      for (const path of ['/incident-board', '/incident-cases', '/incident-team', '/incident-export'])
        expect(await statusOf(page, path), path).toBe(404)
      await page.goto('/account')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('link', { name: 'Bảo vệ trẻ em' })).toHaveCount(0)
    }
    const found = await ask<{ items: object[] }>(other, 'POST', '/incident-cases/search', { q: mark })
    expect(found.items).toEqual([])
    const board = await ask<object>(other, 'GET', '/incident-board')
    expect(JSON.stringify(board)).not.toContain(mark)
  }
  const readCase = (id: string) => ask<Case>(officer, 'GET', `/incident-cases/${id}`)
  const change = (path: string, version: number, body: object = {}) =>
    ask<Case>(officer, 'POST', path, body, { 'If-Match': `"${version}"` })
  /** A paper that the story isn't about. */
  const write = async (id: string, form: { kind: string } & Record<string, unknown>, verb = 'complete') => {
    const begun = await ask<Case>(officer, 'POST', `/incident-cases/${id}/papers`, { form })
    const paper = begun.papers.find((one) => one.kind === form.kind) as Paper
    return change(`/incident-cases/${id}/papers/${paper.id}/${verb}`, paper.version)
  }

  const report = await test.step('one sentence and the time are enough; the rest is folded', async () => {
    await officer.goto('/incidents')
    await expect(officer.getByRole('heading', { name: 'Bảo vệ trẻ em', level: 1 })).toBeVisible()
    await expectAccessible(officer)
    await officer.getByRole('link', { name: 'Ghi tin báo' }).click()
    const record = officer.getByRole('button', { name: 'Ghi tin báo' })
    await expect(record).toBeDisabled()
    await officer.getByLabel('Người báo kể gì?').fill(what)
    await officer.getByLabel('Cha, mẹ hoặc người chăm sóc là người nghi gây hại').check()
    await expect(officer.getByLabel('Trẻ cần được bảo vệ khẩn cấp')).toBeChecked()
    await officer.getByText('Trẻ em', { exact: true }).last().click()
    for (const [at, name] of siblings.entries()) {
      await officer.getByRole('button', { name: 'Thêm trẻ' }).click()
      const child = officer.getByRole('group', { name: `Trẻ ${at + 1}` })
      await child.getByLabel('Họ và tên trẻ').fill(name)
      await child.getByLabel('Ngày sinh hoặc tuổi').fill(String(6 + at))
    }
    await expectAccessible(officer)
    expect(await keptOnDevice(officer)).not.toContain(mark)
    await record.click()
    await officer.waitForURL(/\/incidents\/reports\/[0-9a-f-]{36}$/)
    await expect(officer.getByText(what)).toBeVisible()
    await expect(officer.getByText(/còn 1[12] giờ|còn 11 giờ 59 phút/).first()).toBeVisible()
    await expect(officer).toHaveTitle('Tin báo · Vì Trẻ Em')
    await expectAccessible(officer)
    return officer.url().split('/').at(-1) as string
  })
  await nobodyElse('report', report)

  const ids = await test.step('a case for each of them', async () => {
    await officer.getByRole('link', { name: 'Tiếp nhận, mở vụ việc' }).click()
    await expect(officer.getByRole('group', { name: 'Trẻ 3' })).toBeVisible()
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Mở vụ việc' }).click()
    await officer.waitForURL(/\/incidents\/reports\/[0-9a-f-]{36}$/)
    for (const name of siblings) await expect(officer.getByRole('link', { name })).toBeVisible()
    const { cases } = await ask<Report>(officer, 'GET', `/incident-reports/${report}`)
    return siblings.map((name) => cases.find((one) => one.child_name === name)?.id as string)
  })
  const [one = '', two = ''] = ids
  await nobodyElse('case', one)

  await test.step('a second caller tells of the first child: the same case', async () => {
    const again = await ask<Report>(officer, 'POST', '/incident-reports', {
      channel: 'school',
      received_at: new Date(Date.now() - 60_000).toISOString(),
      facts: { what: `Cô giáo của ${first} gọi.`, children: [{ name: first }] },
    })
    await officer.goto(`/incidents/reports/${again.id}/accept`)
    await expect(officer.getByLabel(new RegExp(`^Chính là ${first}`))).toBeChecked()
    await officer.getByRole('button', { name: 'Mở vụ việc' }).click()
    await officer.waitForURL(`**/incidents/cases/${one}`)
    expect((await readCase(one)).reports).toHaveLength(2)
  })

  await test.step('urgent: the first assessment, then protection within the hours', async () => {
    await expect(officer.getByRole('heading', { name: first })).toBeVisible()
    await expect(officer).toHaveTitle('Vụ việc · Vì Trẻ Em')
    await expect(officer.getByText('MẬT', { exact: true })).toBeVisible()
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Bắt đầu viết' }).click()
    await officer.waitForURL(/\/papers\//)
    const complete = officer.getByRole('button', { name: 'Hoàn thành' })
    await expect(complete).toBeDisabled()
    await expect(officer.getByText(/^Còn thiếu: Tình trạng của trẻ/)).toBeVisible()
    await officer.getByLabel(/^Tình trạng của trẻ/).fill(`${first} có nhiều vết bầm.`)
    await officer.getByRole('radiogroup', { name: 'Mức độ tổn hại của trẻ' }).getByText('Cao').click()
    await expect(officer.getByText(/^Đã lưu lúc/)).toBeVisible()
    await expect(officer.getByText('Máy gợi ý: Cao')).toBeVisible()
    await officer
      .getByRole('radiogroup', { name: /^Cán bộ quyết định/ })
      .getByText('Cao')
      .click()
    await expectAccessible(officer)
    expect(await keptOnDevice(officer)).not.toContain(mark)
    await complete.click()
    await officer.waitForURL(`**/incidents/cases/${one}`)
    await expect(officer.getByText(/^còn 11 giờ/).first()).toBeVisible()
    await expect(officer.getByText('Bắt đầu văn bản: Đánh giá nguy cơ ban đầu')).toBeVisible()
    await officer.getByRole('button', { name: 'Biện pháp bảo vệ khẩn cấp' }).click()
    await officer.waitForURL(/\/papers\//)
    await officer.getByLabel(/^Biện pháp/).fill('Đưa trẻ đến nhà bà ngoại.')
    await officer.getByLabel('Thực hiện lúc (bắt buộc)', { exact: true }).fill(
      new Date().toLocaleDateString('vi-VN', {
        timeZone: 'Asia/Ho_Chi_Minh',
        day: '2-digit',
        month: '2-digit',
        year: 'numeric',
      }),
    )
    await officer
      .getByLabel('Giờ (Thực hiện lúc (bắt buộc))')
      .fill(new Date().toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'short' }))
    await officer.getByRole('button', { name: 'Hoàn thành' }).click()
    await officer.waitForURL(`**/incidents/cases/${one}`)
    await expect(officer.getByText(/^đúng hạn, lúc/)).toBeVisible()
  })

  await test.step('a plan is returned once, then approved on a phone in two taps', async () => {
    const items = [{ item: 'harm_severity', level: 'high' }]
    await write(one, {
      kind: 'detailed_assessment',
      ...{ family: 'Ở với bà', harm: 'Bị đánh', needs: 'Chỗ ở', child_opinion: 'Ở với bà' },
      ...{ items, decided_level: 'high' },
    })
    await write(one, {
      kind: 'conference',
      held_at: new Date().toISOString(),
      ...{ chair: 'Chủ tịch', attendees: 'Công an', conclusion: 'Lập kế hoạch' },
    })
    await write(
      one,
      {
        kind: 'plan',
        goals: `${first} được an toàn`,
        services: [
          {
            service: 'Tư vấn',
            body: 'Trạm Y tế',
            starts_on: '2026-06-15',
            ends_on: '2026-07-15',
            cost: 2_000_000,
          },
        ],
      },
      'submit',
    )
    await chair.goto('/incidents')
    await expectAccessible(chair)
    const waits = chair.getByRole('region', { name: 'Chờ bạn quyết định' })
    await waits.getByRole('link', { name: new RegExp(first) }).click()
    await expect(chair.getByText(`${first} được an toàn`)).toBeVisible()
    await expectAccessible(chair)
    await chair.getByRole('button', { name: 'Trả lại' }).click()
    await chair.getByLabel('Cần sửa gì?').fill('Thiếu dịch vụ cho gia đình.')
    await chair.getByRole('button', { name: 'Trả lại kèm lý do' }).click()
    await expect(chair.getByRole('button', { name: 'Duyệt' })).toHaveCount(0)

    await officer.goto(`/incidents/cases/${one}`)
    await expect(officer.getByText('Lãnh đạo trả lại: “Thiếu dịch vụ cho gia đình.”').first()).toBeVisible()
    await officer.getByRole('link', { name: 'Viết tiếp' }).first().click()
    await officer.getByLabel('Mục tiêu (bắt buộc)').fill(`${first} và các em được an toàn`)
    await expectAccessible(officer)
    await officer.getByRole('button', { name: 'Trình lãnh đạo duyệt' }).click()
    await officer.waitForURL(`**/incidents/cases/${one}`)
    await expect(officer.getByText('Kế hoạch hỗ trợ, can thiệp: chờ lãnh đạo duyệt')).toBeVisible()

    await chair.goto('/incidents')
    await waits.getByRole('link', { name: new RegExp(first) }).click()
    await expect(chair.getByText(`${first} và các em được an toàn`)).toBeVisible()
    await chair.getByRole('button', { name: 'Duyệt' }).click()
    await expect(chair.getByText('Kế hoạch đã duyệt').first()).toBeVisible()
  })
  await nobodyElse('case', one)

  await test.step('carried out, reviewed, closed by the chair', async () => {
    await officer.goto(`/incidents/cases/${one}`)
    await officer.getByRole('button', { name: 'Bắt đầu thực hiện' }).click()
    await expect(officer.getByText('Rà soát, đánh giá (Mẫu 06)')).toBeVisible()
    const items = [{ item: 'harm_severity', level: 'low' }]
    await write(one, {
      kind: 'review',
      results: 'Trẻ ổn định',
      items,
      ...{ decided_level: 'low', conclusion: 'close' },
    })
    await chair.goto(`/incidents/cases/${one}`)
    await chair.getByRole('button', { name: 'Đóng vụ việc' }).click()
    const dialog = chair.getByRole('dialog')
    await dialog.getByLabel('Vì sao đóng?').fill('Trẻ an toàn ở nhà bà.')
    await expectAccessible(chair)
    await dialog.getByRole('button', { name: 'Đóng vụ việc' }).click()
    await expect(chair.getByText('Đóng vụ việc: “Trẻ an toàn ở nhà bà.”')).toBeVisible()
  })
  await nobodyElse('case', one)

  await test.step('another ward refuses a case, and takes it later', async () => {
    await officer.goto(`/incidents/cases/${two}`)
    await expect(officer.getByRole('heading', { name: second })).toBeVisible()
    await officer.getByRole('button', { name: 'Việc khác' }).click()
    await officer.getByRole('menuitem', { name: 'Chuyển phường, xã khác' }).click()
    await officer.getByRole('combobox', { name: 'Phường, xã nhận' }).fill('ben xuan')
    await officer.getByRole('option', { name: 'Bến Xuân' }).click()
    await officer.getByLabel('Vì sao chuyển?').fill('Trẻ đang ở bên đó với ông nội.')
    await officer.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(officer.getByRole('dialog')).toHaveCount(0)

    const open = async () => {
      const { arrivals } = await ask<{ arrivals: { id: string; offered_at: string }[] }>(
        other,
        'GET',
        '/incident-board',
      )
      const newest = [...arrivals].sort((a, b) => b.offered_at.localeCompare(a.offered_at))[0]
      await other.goto(`/incidents/arrivals/${newest?.id}`)
      await expect(other.getByRole('heading', { name: second })).toBeVisible()
    }
    await open()
    await expectAccessible(other)
    await other.getByRole('button', { name: 'Từ chối' }).click()
    await other.getByLabel('Vì sao?').fill('Chưa tìm thấy trẻ ở địa bàn.')
    await other.getByRole('dialog').getByRole('button', { name: 'Từ chối' }).click()
    await expect(other.getByRole('button', { name: 'Nhận vụ việc' })).toHaveCount(0)

    await officer.goto(`/incidents/cases/${two}`)
    await officer.locator('summary', { hasText: 'Chuyển phường, xã' }).click()
    await expect(officer.getByText('Trả lời: “Chưa tìm thấy trẻ ở địa bàn.”')).toBeVisible()
    const { version } = await readCase(two)
    await change(`/incident-cases/${two}/offers`, version, {
      ward_code: '99102',
      reason: 'Đã có địa chỉ mới.',
    })
    await open()
    await other.getByRole('button', { name: 'Nhận vụ việc' }).click()
    await other.waitForURL(/\/incidents\/cases\//)
    await expect(other.getByRole('heading', { name: second })).toBeVisible()
    await officer.goto(`/incidents/cases/${two}`)
    await expect(officer.getByText('Đã chuyển nơi khác')).toBeVisible()
  })

  await test.step('who told is shown to who says why', async () => {
    await ask(officer, 'GET', `/incident-reports/${report}`)
    const told = await ask<Report>(officer, 'POST', '/incident-reports', {
      channel: 'phone',
      received_at: new Date(Date.now() - 60_000).toISOString(),
      facts: { what: `Thêm một tin của ${mark}` },
      informant: { name: `Bà ${mark} Hàng Xóm`, phone: '0900000999' },
    })
    await officer.goto(`/incidents/reports/${told.id}`)
    await expect(officer.getByText(`Thêm một tin của ${mark}`)).toBeVisible()
    await expect(officer.getByText('Hàng Xóm')).toHaveCount(0)
    await officer.getByRole('button', { name: 'Xem người báo tin' }).click()
    await officer.getByLabel('Xem để làm gì?').fill('Gọi lại hỏi địa chỉ.')
    await officer.getByRole('dialog').getByRole('button', { name: 'Xem', exact: true }).click()
    await expect(officer.getByText(`Bà ${mark} Hàng Xóm`)).toBeVisible()
    await officer
      .getByRole('dialog', { name: 'Người báo tin', exact: true })
      .getByRole('button', { name: 'Đóng' })
      .click()
    await expect(officer.getByText(`Bà ${mark} Hàng Xóm`)).toHaveCount(0)
  })

  await test.step('ten minutes without a touch lock the page; what was typed is still there', async () => {
    const page = await officer.context().newPage()
    await page.clock.install()
    await page.goto(`/incidents/cases/${ids[2]}`)
    await expect(page.getByRole('heading', { name: third })).toBeVisible()
    await page.locator('summary', { hasText: 'Trao đổi' }).click()
    await page.getByLabel('Viết cho những người cùng vụ việc').fill('Đang gõ dở')
    await page.clock.fastForward('10:10')
    await expect(page.getByRole('heading', { name: 'Đã tạm khóa' })).toBeVisible()
    await expect(page.locator('body')).not.toContainText(mark)
    await expectAccessible(page)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Mở lại' }).click()
    await expect(page.getByRole('heading', { name: third })).toBeVisible()
    await page.locator('summary', { hasText: 'Trao đổi' }).click()
    await expect(page.getByLabel('Viết cho những người cùng vụ việc')).toHaveValue('Đang gõ dở')

    await page.getByRole('button', { name: 'Việc khác' }).click()
    await page.getByRole('menuitem', { name: 'Chuyển phường, xã khác' }).click()
    await page.getByLabel('Vì sao chuyển?').fill(`${mark} ở với ông nội`)
    await page.clock.fastForward('10:10')
    await expect(page.getByRole('heading', { name: 'Đã tạm khóa' })).toBeVisible()
    await expect(page.locator('body')).not.toContainText(mark)
    expect(await keptOnDevice(page)).not.toContain(mark)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Mở lại' }).click()
    await expect(page.getByRole('dialog').getByLabel('Vì sao chuyển?')).toHaveValue(`${mark} ở với ông nội`)
    await page.getByRole('dialog').getByRole('button', { name: 'Huỷ' }).click()
    await page.getByRole('button', { name: 'Việc khác' }).click()
    await page.getByRole('menuitem', { name: 'Chuyển phường, xã khác' }).click()
    await expect(page.getByLabel('Vì sao chuyển?')).toHaveValue('')
    await page.close()
  })

  await test.step('yesterday’s form keeps what was typed and offers the new one', async () => {
    await officer.goto(`/incidents/cases/${ids[2]}/edit`)
    const summary = officer.getByLabel('Hoàn cảnh của trẻ')
    await expect(summary).toBeVisible()
    const { version } = await readCase(ids[2] as string)
    await change(`/incident-cases/${ids[2]}/police`, version, {
      at: new Date(Date.now() - 60_000).toISOString(),
    })
    await summary.fill('Chữ tôi gõ')
    await expect(officer.getByText(/^Người khác vừa sửa chỗ này/)).toBeVisible()
    await expect(summary).toHaveValue('Chữ tôi gõ')
    await officer.getByRole('button', { name: 'Giữ bản của tôi' }).click()
    await expect(officer.getByText(/^Đã lưu lúc/)).toBeVisible()
    await officer.getByRole('button', { name: 'Xong' }).click()
    await officer.waitForURL(`**/incidents/cases/${ids[2]}`)
  })

  await test.step('team and statistics', async () => {
    await officer.goto('/incidents/team')
    await expect(officer.getByRole('heading', { name: 'Điện thoại trực' })).toBeVisible()
    await expectAccessible(officer)
    await officer.goto('/incidents/statistics')
    await expect(officer.getByText('Vụ việc tiếp nhận')).toBeVisible()
    await expectAccessible(officer)
  })

  await test.step('nothing of it stays on the device, in use and after signing out', async () => {
    expect(await keptOnDevice(officer)).not.toContain(mark)
    expect(await keptOnDevice(chair)).not.toContain(mark)
    await officer.getByRole('button', { name: /^Tài khoản của/ }).click()
    await officer.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await officer.waitForURL(/\/sign-in/)
    expect(await keptOnDevice(officer)).not.toContain(mark)
    await expect(officer.locator('body')).not.toContainText(mark)
  })
})
