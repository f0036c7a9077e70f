import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible, SCREENS } from './axe'
import { ask, openWindow, signIn } from './ward'

/**
 * The month in the demo ward: a khu phố head records its 1/6 on a phone, from the assignment, with three photos; the
 * ward's figures change at once; a school finds neither the record nor the draft of another unit.
 */
test.describe('the month of a ward', () => {
  test.skip(!process.env.BASE_URL, 'needs the real server: make test-e2e starts one')

  test('a khu phố records its 1/6 with three photos, and the figures of the ward change', async ({
    browser,
  }) => {
    const officer = await openWindow(browser, SCREENS.desktop)
    await signIn(officer, 'canbo.anbinh')
    const before = await figuresOf(officer)

    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp4.anbinh')
    const { items } = await ask<{ items: { id: string; text: string; state: string }[] }>(
      head,
      'GET',
      '/assignments?limit=100',
    )
    const order = items.find(
      (one) => one.text.includes('1/6') && one.state !== 'submitted' && one.state !== 'accepted',
    )
    expect(order, 'the demo gives every khu phố its 1/6').toBeTruthy()
    await head.goto(`/assignments/${order?.id}`)
    await head.getByRole('link', { name: 'Ghi nhận hoạt động' }).click()

    await test.step('the form knows what the assignment says', async () => {
      await expect(head.getByLabel('Tên hoạt động')).toHaveValue(/1\/6/)
      await expectAccessible(head)
    })
    await test.step('who came, saved in one step', async () => {
      await head.getByText('Đã tổ chức', { exact: true }).click()
      await head.getByLabel('Trẻ nam').first().fill('31')
      await head.getByLabel('Trẻ nữ').first().fill('36')
      await head.getByRole('button', { name: 'Lưu hoạt động' }).click()
      await head.waitForURL(/\/activities\/[0-9a-f-]{36}/)
    })
    await test.step('three photos at once', async () => {
      await head
        .locator('input[type=file][multiple]')
        .first()
        .setInputFiles(await photos(head, 3))
      await expect(head.getByRole('img', { name: /1\/6/ })).toHaveCount(3)
      await expectAccessible(head)
    })
    const path = new URL(head.url()).pathname
    await test.step('it proves the assignment', async () => {
      await head.goto(`/assignments/${order?.id}`)
      await expect(head.getByRole('region', { name: 'Hồ sơ đã gắn' })).toContainText('67')
    })
    await test.step('the figures of the ward', async () => {
      expect(await figuresOf(officer)).toEqual({ held: before.held + 1, children: before.children + 67 })
      await expectAccessible(officer)
    })
    await test.step('a school does not find it', async () => {
      const school = await openWindow(browser, SCREENS.desktop)
      await signIn(school, 'saomai.anbinh')
      await school.goto(path)
      await expect(school.getByText('Không tìm thấy').first()).toBeVisible()
      await expect(school.getByRole('img', { name: /1\/6/ })).toHaveCount(0)
    })
  })

  test('a script is written by a khu phố, approved and scheduled by the culture officer', async ({
    browser,
  }) => {
    const title = 'An toàn giao thông cho trẻ em'
    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp2.anbinh')
    await head.goto('/communications/scripts/new')
    await head.getByLabel('Tên bài').fill(title)
    await head
      .getByLabel('Nội dung đọc')
      .fill('Kính thưa bà con, khi chở trẻ em trên xe máy hãy đội mũ bảo hiểm cho cả các cháu. '.repeat(6))
    await expect(head.getByText(/đọc khoảng 0:4\d phút/)).toBeVisible()
    await expectAccessible(head)
    await head.getByRole('button', { name: 'Lưu bài' }).click()
    await head.getByRole('button', { name: 'Gửi duyệt' }).click()
    await expect(head.getByRole('button', { name: 'Gửi duyệt' })).toHaveCount(0)
    const path = new URL(head.url()).pathname
    await expect(head.getByRole('button', { name: 'Duyệt' })).toHaveCount(0)

    const culture = await openWindow(browser, SCREENS.desktop)
    await signIn(culture, 'vanhoa.anbinh')
    await culture.goto('/communications/scripts')
    await culture.getByRole('link', { name: title }).click()
    await expectAccessible(culture)
    await culture.getByRole('button', { name: 'Duyệt' }).click()
    await expect(culture.getByText('Đã duyệt').first()).toBeVisible()
    const form = culture.getByRole('region', { name: 'Lên lịch phát' })
    await form.getByRole('combobox', { name: 'Loa khu phố' }).click()
    await culture.getByRole('option', { name: 'Khu phố 2' }).click()
    await form.getByLabel('Giờ').fill('23:59')
    await form.getByRole('button', { name: 'Lên lịch' }).click()
    await expect(culture.getByRole('region', { name: 'Lịch phát trên loa' })).toContainText('Khu phố 2')
    await expectAccessible(culture)

    const school = await openWindow(browser, SCREENS.desktop)
    await signIn(school, 'saomai.anbinh')
    await school.goto(path)
    await expect(school.getByText('Không tìm thấy').first()).toBeVisible()
  })

  test('what the loudspeaker played counts, and what it did not says why', async ({ browser }) => {
    const culture = await openWindow(browser, SCREENS.desktop)
    await signIn(culture, 'vanhoa.anbinh')
    const { items: scripts } = await ask<{ items: { id: string; title: string }[] }>(
      culture,
      'GET',
      '/broadcast-scripts?state=approved',
    )
    const { units } = await ask<{ units: { id: string }[] }>(
      await signedIn(browser, 'kp4.anbinh'),
      'GET',
      '/session',
    )
    const now = new Date(Date.now() - 60_000).toISOString()
    for (const times_planned of [7, 5]) {
      await ask(culture, 'POST', '/broadcast-slots', {
        script_id: scripts[0]?.id,
        unit_id: units[0]?.id,
        planned_at: now,
        times_planned,
      })
    }
    const officer = await signedIn(browser, 'canbo.anbinh')
    const before = await broadcastsOf(officer)

    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp4.anbinh')
    await test.step('the calendar says that the loudspeaker is to play', async () => {
      await head.goto('/calendar')
      const planned = head
        .getByRole('listitem')
        .filter({ has: head.getByRole('img', { name: 'Truyền thông' }) })
      await expect(planned.filter({ hasText: scripts[0]?.title ?? '' }).first()).toBeVisible()
      await expectAccessible(head)
    })
    await head.goto('/communications/scripts')
    const slots = head.getByRole('region', { name: 'Lịch phát trên loa' })
    const dialog = head.getByRole('dialog')
    await slots.getByRole('button', { name: 'Ghi đã phát' }).first().click()
    await expect(dialog.getByLabel('Đã phát mấy lượt?')).toHaveValue('7')
    await dialog.getByRole('button', { name: 'Ghi nhận' }).click()
    await expect(slots.getByText('Đã phát 7/7 lượt')).toBeVisible()

    await slots.getByRole('button', { name: 'Ghi đã phát' }).first().click()
    await dialog.getByLabel('Đã phát mấy lượt?').fill('0')
    await expect(dialog.getByRole('button', { name: 'Ghi nhận' })).toBeDisabled()
    await dialog.getByLabel('Vì sao không phát?').fill('Mất điện cả chiều')
    await expectAccessible(head)
    await dialog.getByRole('button', { name: 'Ghi nhận' }).click()
    await expect(slots.getByText('Mất điện cả chiều')).toBeVisible()
    expect(await broadcastsOf(officer)).toBe(before + 7)
  })

  test('the month is planned again for next year, once', async ({ browser }) => {
    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp3.anbinh')
    const { items } = await ask<{ items: { starts_at: string }[] }>(head, 'GET', '/activities?state=held')
    const month = items[0]?.starts_at.slice(0, 7)
    await head.goto(`/activities/copy-period?month=${month}`)
    await expect(head.getByRole('status').filter({ hasText: 'Sẽ lên dự kiến' })).toBeVisible()
    await expectAccessible(head)
    await head.getByRole('button', { name: /^Chép \d+ hoạt động$/ }).click()
    await expect(head.getByRole('heading', { name: /^Đã chép \d+ hoạt động$/ })).toBeVisible()
    await head.getByRole('link', { name: /^Xem lịch tháng/ }).click()
    await expect(head.getByText('Dự kiến').first()).toBeVisible()
    await head.goto(`/activities/copy-period?month=${month}`)
    await expect(head.getByText('Đã có', { exact: true }).first()).toBeVisible()
    await expect(head.getByRole('button', { name: 'Chép 0 hoạt động' })).toBeDisabled()
  })

  test("a school can't open the draft of a khu phố", async ({ browser }) => {
    const head = await openWindow(browser, SCREENS.phone)
    await signIn(head, 'kp5.anbinh')
    const { units } = await ask<{ units: { id: string }[] }>(head, 'GET', '/session')
    const draft = await ask<{ id: string; title: string }>(head, 'POST', '/activities', {
      area: 'recreation',
      title: 'Bản nháp của khu phố 5',
      unit_id: units[0]?.id,
      starts_at: '2030-06-01T19:00:00+07:00',
      ends_at: '2030-06-01T21:00:00+07:00',
    })
    await head.goto(`/activities/${draft.id}`)
    await expect(head.getByRole('heading', { name: draft.title })).toBeVisible()

    const school = await openWindow(browser, SCREENS.phone)
    await signIn(school, 'hoasen.anbinh')
    await school.goto(`/activities/${draft.id}`)
    await expect(school.getByText('Không tìm thấy').first()).toBeVisible()
    await school.goto('/calendar?month=2030-06')
    await expect(school.getByText(draft.title)).toHaveCount(0)
    await expectAccessible(school)
  })
})

async function signedIn(browser: Browser, login: string) {
  const page = await openWindow(browser, SCREENS.desktop)
  await signIn(page, login)
  return page
}

async function broadcastsOf(officer: Page) {
  const asked = '/indicators?from_on=2020-01-01&to_on=2035-12-31'
  return (await ask<{ total: { broadcasts: number } }>(officer, 'GET', asked)).total.broadcasts
}

async function figuresOf(officer: Page) {
  await officer.goto('/figures?from_on=2020-01-01&to_on=2035-12-31')
  const value = async (name: string) => {
    const link = officer.getByRole('link', { name: new RegExp(`^${name}: `) })
    return Number((await link.innerText()).replaceAll('.', ''))
  }
  return { held: await value('Hoạt động đã tổ chức'), children: await value('Lượt trẻ em tham gia') }
}

/** Three different pictures, drawn by the page itself: larger than one part each. */
async function photos(page: Page, count: number) {
  const drawn = await page.evaluate(async (count) => {
    const out: string[] = []
    for (let seed = 1; seed <= count; seed++) {
      const canvas = document.createElement('canvas')
      canvas.width = 1400
      canvas.height = 1050
      const pen = canvas.getContext('2d')
      for (let at = 0; at < 9000; at++) {
        if (!pen) break
        pen.fillStyle = `hsl(${(at * 37 * seed) % 360} 70% 50%)`
        pen.fillRect((at * 131) % 1400, (at * seed * 17) % 1050, 14, 14)
      }
      out.push(canvas.toDataURL('image/jpeg', 0.98).split(',')[1] ?? '')
    }
    return out
  }, count)
  return drawn.map((data, index) => ({
    name: `anh-${index + 1}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(data, 'base64'),
  }))
}
