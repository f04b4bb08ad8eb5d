import {
  applied, declaration, expect, fitsWidth, FROM_HUBEI, inEnglish, isAccessible, loggedIn, test, type Bundle, type Page,
} from './support'
import { readFrom, scanned } from './support/scan'

const SELF = { sub: 'somebody', scope: 'citizen' }

/** Waits until a code with its pass is on the screen. */
async function shown(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: /供卡口扫描|to be scanned/ })).toBeVisible()
}

async function withCode(page: Page, bundle: Bundle, changes: object = {}): Promise<{ token: string; person: string }> {
  const token = await loggedIn(page, bundle, SELF)
  const person = await applied(bundle, token, 'M00000001', changes)
  return { token, person }
}

/** Somebody with a green code of their own, and a child with a red one. */
async function withFamily(page: Page, bundle: Bundle): Promise<void> {
  const { token } = await withCode(page, bundle)
  const child = { relation: 'child', name: '林红', phone: '13800000000', document: { type: 'passport', number: 'M00000002', country: 'KR' } }
  const answer = await bundle.post('/v1/applications', declaration('M00000002', { ...FROM_HUBEI, person: child }), token)
  expect(answer.status).toBe(201)
}

test.describe('the code on the screen', () => {
  test('is a pass that opens a gate, once (R43, R45)', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    const token = await readFrom(page.getByRole('img', { name: /供卡口扫描/ }))
    const first = await scanned(bundle, token)
    expect(first.body).toMatchObject({ outcome: 'admit', colour: 'green', holder: { name_masked: '林XX', document_tail: '0001' } })
  })

  test('has as many modules as the service’s own picture, so that it is as easy to read', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await expect(page.getByRole('img', { name: /供卡口扫描/ })).toHaveAttribute('viewBox', '0 0 65 65')
  })

  for (const [language, colour] of [['zh-CN', '绿码'], ['en', 'Green']] as const) {
    test(`says colour, name and document in words, at 320 px and in large text, in ${language}`, async ({ page, bundle }) => {
      await withCode(page, bundle)
      if (language === 'en') await inEnglish(page)
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto('/#/me')
      await shown(page)
      await expect(page.getByText(colour, { exact: true }).first()).toBeVisible()
      await expect(page.getByText('林XX', { exact: true })).toBeVisible()
      await expect(page.getByText('0001').first()).toBeVisible()
      await isAccessible(page)
      await fitsWidth(page)
      await page.getByRole('button', { name: language === 'en' ? 'Large text' : '大字版' }).click()
      await fitsWidth(page)
      await isAccessible(page)
      await readFrom(page.getByRole('img', { name: /供卡口扫描|to be scanned/ }))
    })
  }

  test('renews itself after 30 seconds, and its clock ticks (R30)', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.clock.install()
    await page.goto('/#/me')
    await shown(page)
    const picture = page.getByRole('img', { name: /供卡口扫描/ }).locator('path')
    const before = await picture.getAttribute('d')
    const time = await page.locator('time').first().textContent()
    const renewal = page.waitForResponse(/\/code$/)
    await page.clock.fastForward(31_000)
    await renewal
    await expect(picture).not.toHaveAttribute('d', before ?? '')
    await expect(page.locator('time').first()).not.toHaveText(time ?? '')
  })

  test('is never shown as valid after its end when it cannot be renewed (R45)', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.clock.install()
    await page.goto('/#/me')
    await shown(page)
    await page.route('**/v1/**', (route) => route.abort())
    await page.clock.fastForward(40_000)
    await shown(page)
    await page.clock.fastForward(21_000)
    await expect(page.getByRole('alert')).toContainText('现在没有有效的码')
    await expect(page.getByText('上次的状态，不能用于通行')).toBeVisible()
    await expect(page.getByRole('img', { name: /供卡口扫描/ })).toHaveCount(0)
    await isAccessible(page)
    await page.unroute('**/v1/**')
    await page.getByRole('button', { name: '重试' }).click()
    await shown(page)
  })

  test('without a network is the last known state with its age, and no pass', async ({ page, bundle }) => {
    await withCode(page, bundle, FROM_HUBEI)
    await page.clock.install()
    await page.goto('/#/me')
    await shown(page)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('"pass"')
    await page.route('**/v1/**', (route) => route.abort())
    await page.clock.fastForward(12 * 60_000)
    await page.reload()
    await expect(page.getByText('红码').first()).toBeVisible()
    await expect(page.getByText(/12分钟前/)).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('现在没有有效的码')
    await isAccessible(page)
  })

  test('opens in a tunnel: the pages come from the phone, the last state too, and no pass', async ({ page, bundle, context }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.reload()
    await expect(page.getByText('绿码').first()).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('现在没有有效的码')
    await page.getByText('为什么是这个颜色').first().click()
    await expect(page.getByRole('heading', { name: '为什么是这个颜色' })).toBeVisible()
  })

  test('of a log-in that has ended is the last state, and the way to log in', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    await page.route('**/v1/people/*/code', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }))
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expect(page.getByRole('alert')).toContainText('登录已结束')
    await expect(page.getByRole('alert').getByRole('button', { name: '登录' })).toBeVisible()
    await expect(page.getByText('绿码').first()).toBeVisible()
  })

  test('in full brightness is alone on a white screen, and Escape ends that', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await page.getByRole('button', { name: '全屏亮码' }).click()
    const dialog = page.getByRole('dialog', { name: '全屏亮码' })
    await expect(dialog).toBeVisible()
    await isAccessible(page)
    await readFrom(dialog)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('button', { name: '全屏亮码' })).toBeFocused()
  })

  test('of a red code tells why and until when (R15)', async ({ page, bundle }) => {
    await withCode(page, bundle, FROM_HUBEI)
    await page.goto('/#/me')
    await expect(page.getByText(/最早 2月25日/)).toBeVisible()
    await expect(page.getByRole('link', { name: '为什么是这个颜色' })).toBeVisible()
  })

  test('is two taps from today’s check-in (R32)', async ({ page, bundle }) => {
    const { person } = await withCode(page, bundle)
    await page.goto('/#/me')
    await page.getByRole('button', { name: '今日打卡' }).click()
    await expect(page).toHaveURL(new RegExp(`/me/${person}/check-in$`))
  })
})

test.describe('several people', () => {
  test('stand side by side: by tab, by arrow key, and only one of them to be heard (R68)', async ({ page, bundle }) => {
    await withFamily(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    const tabs = page.getByRole('tab')
    await expect(tabs).toHaveCount(2)
    const own = page.getByRole('tabpanel', { name: /本人/ })
    const child = page.getByRole('tabpanel', { name: /子女/ })
    await expect(own).not.toHaveAttribute('inert')
    await tabs.nth(1).click()
    await expect(child).not.toHaveAttribute('inert')
    await expect(own).toHaveAttribute('inert')
    await expect(child).toContainText('红码')
    await expect(child.getByRole('img', { name: /红码，供卡口扫描/ })).toBeInViewport({ ratio: 0.9 })
    await isAccessible(page)
    await page.keyboard.press('ArrowLeft')
    await expect(tabs.nth(0)).toBeFocused()
    await expect(own).not.toHaveAttribute('inert')
    await expect(own).toContainText('绿码')
    await fitsWidth(page)
  })

  test('are swiped', async ({ page, bundle }) => {
    await withFamily(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    await page.getByRole('tabpanel', { name: /本人/ }).hover()
    await page.mouse.wheel(400, 0)
    await expect(page.getByRole('tab', { selected: true })).toContainText('子女')
    await expect(page.getByRole('img', { name: /红码，供卡口扫描/ })).toBeInViewport({ ratio: 0.9 })
  })

  test('are asked about, when a poster leads to the review (R72)', async ({ page, bundle }) => {
    await withFamily(page, bundle)
    await page.goto('/#/review')
    await page.getByRole('region', { name: '为谁申请复核？' }).getByRole('button', { name: /子女/ }).click()
    await expect(page).toHaveURL(/\/reviews$/)
  })
})

test('the review of the only person is reached straight from a poster (R72)', async ({ page, bundle }) => {
  const { person } = await withCode(page, bundle)
  await page.goto('/#/review')
  await expect(page).toHaveURL(new RegExp(`/me/${person}/reviews$`))
})

test('whoever has no code yet is led to the declaration', async ({ page, bundle }) => {
  await loggedIn(page, bundle, SELF)
  await page.goto('/#/me')
  await isAccessible(page)
  await page.getByRole('button', { name: '申领健康码' }).click()
  await expect(page.getByRole('heading', { name: '为谁申报' })).toBeVisible()
})

test('a share code lets another account show the code, once (R69)', async ({ page, bundle, browser }) => {
  const { person } = await withCode(page, bundle)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`/#/me/${person}/share`)
  await page.getByRole('button', { name: '生成分享码' }).click()
  const code = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()
  await isAccessible(page)
  await fitsWidth(page)

  const device = await browser.newContext({ baseURL: bundle.url, viewport: { width: 320, height: 640 } })
  const other = await device.newPage()
  await loggedIn(other, bundle, { sub: 'other', scope: 'citizen' })
  await inEnglish(other)
  await other.goto('/#/me/keep')
  await other.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(other.getByText('Please enter the share code.')).toBeVisible()
  await isAccessible(other)
  await fitsWidth(other)
  await other.getByLabel('Share code').fill('AAAA-AAAA-AAAA')
  await other.getByLabel('Parent').check()
  await other.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(other.getByRole('alert')).toContainText('There is no such share code')
  await other.getByLabel('Share code').fill((code ?? '').toLowerCase())
  await other.getByRole('button', { name: 'Add', exact: true }).click()
  await shown(other)
  await expect(other.getByText('Green', { exact: true }).first()).toBeVisible()
  await device.close()
})
