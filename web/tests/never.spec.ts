/** What must never come about: an old colour that looks live, somebody else's data, something lost or left behind. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  applied, BUILT, Bundle, declaration, expect, FROM_HUBEI, loggedIn, placed, test, type Page,
} from './support'
import { atGate, holder, passOf, wedged } from './support/gate'

const SELF = { sub: 'somebody', scope: 'citizen' }
const OLD = '上次的状态，不能用于通行'

async function withCode(page: Page, bundle: Bundle): Promise<{ token: string; person: string }> {
  const token = await loggedIn(page, bundle, SELF)
  return { token, person: await applied(bundle, token, 'M00000001') }
}

/** A child with a red code, kept by the same account. */
async function withChild(bundle: Bundle, token: string): Promise<void> {
  const child = { relation: 'child', name: '林红', phone: '13800000000', document: { type: 'passport', number: 'M00000002', country: 'KR' } }
  await bundle.post('/v1/applications', declaration('M00000002', { ...FROM_HUBEI, person: child }), token)
}

async function shown(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: /供卡口扫描/ })).toBeVisible()
}

/** What of an account lies on the device. */
async function left(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('kept:') || name.startsWith('oidc.')))
}

test.describe('a colour without a pass never looks live', () => {
  test('while the service lets us wait', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    await page.route('**/v1/people/*/code', () => undefined)
    await page.reload()
    const card = page.locator('.code-card')
    await expect(card).toContainText(OLD)
    await expect(card).toHaveClass(/none/)
    await expect(card.locator('time')).toHaveCount(0)
  })

  test('of somebody whose code this device never had', async ({ page, bundle }) => {
    const { token } = await withCode(page, bundle)
    await withChild(bundle, token)
    await page.goto('/#/me')
    await shown(page)
    await page.route('**/v1/**', (route) => route.abort())
    await page.reload()
    await page.getByRole('tab').nth(1).click()
    const child = page.getByRole('tabpanel', { name: /子女/ })
    await expect(child).toContainText(OLD)
    await expect(child.locator('.code-card')).toHaveClass(/none/)
    await expect(child.locator('time')).toHaveCount(0)
  })

  test('in full brightness', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.clock.install()
    await page.goto('/#/me')
    await page.getByRole('button', { name: '全屏亮码' }).click()
    await page.route('**/v1/**', (route) => route.abort())
    await page.clock.fastForward(61_000)
    const dialog = page.getByRole('dialog', { name: '全屏亮码' })
    await expect(dialog).toContainText(OLD)
    await expect(dialog.locator('time')).toHaveCount(0)
  })
})

test('a device whose clock is set back shows no pass for longer (R45)', async ({ page, bundle }) => {
  await withCode(page, bundle)
  await page.addInitScript(() => {
    const real = Date.now.bind(Date)
    Date.now = () => real() - ((globalThis as { setBack?: number }).setBack ?? 0)
    const passed = performance.now.bind(performance)
    performance.now = () => passed() + ((globalThis as { later?: number }).later ?? 0)
  })
  await page.goto('/#/me')
  await shown(page)
  await page.route('**/v1/**', (route) => route.abort())
  await page.evaluate(() => Object.assign(globalThis, { setBack: 600_000, later: 61_000 }))
  await expect(page.locator('.code-card')).toContainText(OLD)
})

test.describe('after logging out', () => {
  test('nothing stays on the screen or the device, nor does a late answer bring it back', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    let answer = (): void => undefined
    const later = new Promise<void>((resolve) => { answer = resolve })
    await page.route('**/v1/people/*/code', async (route) => {
      await later
      await route.continue()
    })
    const asked = page.waitForRequest(/\/code$/)
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await asked
    await page.getByRole('button', { name: '退出登录' }).click()
    await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
    const came = page.waitForResponse(/\/code$/)
    answer()
    await came
    await page.waitForTimeout(300)
    expect(await left(page)).toEqual([])
    await expect(page.getByText('林XX')).toHaveCount(0)
  })

  test('another tab is logged out too, and keeps nothing', async ({ page, bundle }) => {
    await withCode(page, bundle)
    await page.goto('/#/me')
    await shown(page)
    const other = await page.context().newPage()
    await other.goto(`${bundle.url}/#/me`)
    await shown(other)
    await page.getByRole('button', { name: '退出登录' }).click()
    await expect(other.getByRole('button', { name: '登录', exact: true })).toBeVisible()
    await other.evaluate(() => dispatchEvent(new Event('online')))
    await other.waitForTimeout(500)
    expect(await left(other)).toEqual([])
    await expect(other.getByText('林XX')).toHaveCount(0)
  })

  test('the next log-in asks who it is, whoever the provider remembers', async ({ page }) => {
    await page.goto('/')
    const asked = page.waitForRequest(/\/dev\/login\?/)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    expect(new URL((await asked).url()).searchParams.get('prompt')).toBe('login')
  })
})

test('a link with somebody else’s code logs nobody in, and nobody out', async ({ page, bundle }) => {
  await withCode(page, bundle)
  await page.goto('/?code=stolen&state=unknown')
  await shown(page)
  expect(page.url()).not.toContain('stolen')
})

test('one person’s page never shows another’s answer', async ({ page, bundle }) => {
  const { token, person } = await withCode(page, bundle)
  await withChild(bundle, token)
  const { body } = await bundle.get('/v1/people', token)
  const child = (body.people as { person_id: string }[]).find((one) => one.person_id !== person)?.person_id ?? ''
  const desk = await bundle.token({ sub: 'gate', scope: 'checkpoint', district: '330106' })
  await placed(bundle, 'estate-1')
  const pass = (await bundle.get(`/v1/people/${person}/code`, token)).body.pass.token as string
  await bundle.post('/v1/verifications', { place_id: 'estate-1', direction: 'entry', token: pass }, desk)
  await page.goto(`/#/me/${person}/scans`)
  await expect(page.getByText('estate-1')).toBeVisible()
  await page.route('**/v1/people/*/scans', () => undefined)
  await page.evaluate((id) => { location.hash = `#/me/${id}/scans` }, child)
  await expect(page.getByText('正在读取')).toBeVisible()
  await expect(page.getByText('estate-1')).toHaveCount(0)
})

test.describe('at a gate', () => {
  test('an admission that was asked about again without an answer does not come back', async ({ page, bundle }) => {
    await atGate(page, bundle, 'station-1', { type: 'transit' })
    await wedged(page, await passOf(bundle, await holder(bundle)))
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('heading', { name: '放行' })).toBeVisible()
    await dialog.getByRole('button', { name: '比对证件号' }).click()
    await page.getByLabel('证件类型').selectOption('hk-macau-permit')
    await page.getByLabel('证件号码').fill('H12345678')
    await page.route('**/v1/verifications', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '比对', exact: true }).click()
    await expect(dialog.getByRole('heading', { name: '没有查验' })).toBeVisible()
    await page.getByRole('button', { name: '不查了' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('what was prepared for somebody who was given up on is not used for the next', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await page.getByRole('button', { name: /测温|体温/ }).first().click()
    for (const digit of ['3', '6', '5']) await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await expect(page.getByText('36.5')).toBeVisible()
    await page.route('**/v1/verifications', (route) => route.abort())
    await wedged(page, await passOf(bundle, await holder(bundle)))
    await page.getByRole('button', { name: '不查了' }).click()
    await expect(page.getByText('36.5')).toHaveCount(0)
  })
})

test.describe('a new version of the pages', () => {
  test('never takes a page away from whoever is writing on it; the next visit has it', async ({ browser }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pages-'))
    await cp(BUILT, folder, { recursive: true })
    const bundle = await Bundle.of(folder, '--empty')
    const context = await browser.newContext({ baseURL: bundle.url })
    try {
      const page = await context.newPage()
      await page.goto('/#/rules')
      await page.evaluate(() => navigator.serviceWorker.ready)
      await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
      await page.reload()
      const index = join(folder, 'index.html')
      await writeFile(index, (await readFile(index, 'utf8')).replace('<head>', '<head><meta name="version" content="two" />'))
      const worker = join(folder, 'sw.js')
      const text = await readFile(worker, 'utf8')
      await writeFile(worker, text.replace(/(url:"index\.html",revision:")[^"]*/, '$1two'))

      await page.getByRole('textbox').fill('half-written')
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
      await page.waitForTimeout(2500)
      await expect(page.getByRole('textbox')).toHaveValue('half-written')
      await page.reload()
      await expect(page.locator('meta[name=version]')).toHaveAttribute('content', 'two')
      await expect(page.getByRole('textbox')).toBeVisible()
    } finally {
      await context.close()
      bundle.end()
      await rm(folder, { recursive: true })
    }
  })
})
