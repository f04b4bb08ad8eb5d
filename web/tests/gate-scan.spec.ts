import { chromium, type Browser, type TestInfo } from '@playwright/test'
import { writeFile } from 'node:fs/promises'

import { atGate, done, holder, passOf, scansOf, staffed, wedged } from './support/gate'
import { expect, loggedIn, placed, test, type Bundle, type Page } from './support'
import { filmOf } from './support/video'

/** The service's own picture of a fresh pass. */
async function pictureOf(bundle: Bundle, person: string, token: string): Promise<Buffer> {
  const answer = await fetch(`${bundle.url}/v1/people/${person}/code.png`, { headers: { authorization: `Bearer ${token}` } })
  return Buffer.from(await answer.arrayBuffer())
}

function admitted(page: Page, name = '放行') {
  return page.getByRole('dialog', { name })
}

test.describe('a code', () => {
  test('is read from a picture, and the reader comes only then', async ({ page, bundle }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    await atGate(page, bundle, 'metro', { type: 'transit' })
    expect(loaded.filter((path) => /scanner|wasm/.test(path))).toEqual([])
    const { person, token } = await holder(bundle)
    const buffer = await pictureOf(bundle, person, token)
    await page.getByLabel('从图片识别').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })
    await expect(admitted(page)).toContainText('林XX')
    expect(loaded.some((path) => /scanner-.*\.js$/.test(path))).toBe(true)
  })

  test('that is not in a picture is told, and so is a picture that is none', async ({ page, bundle }) => {
    await atGate(page, bundle)
    const buffer = await page.screenshot()
    await page.getByLabel('从图片识别').setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer })
    await expect(page.getByRole('alert')).toContainText('没有找到二维码')
    await page.getByLabel('从图片识别').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no') })
    await expect(page.getByRole('alert')).toContainText('打不开')
  })

  test('from a hardware scanner is asked about while the last verdict still stands', async ({ page, bundle }) => {
    await atGate(page, bundle, 'metro', { type: 'transit' })
    const first = await passOf(bundle, await holder(bundle))
    const second = await passOf(bundle, await holder(bundle, 'M00000002'))
    await wedged(page, first)
    await expect(admitted(page)).toContainText('0001')
    await wedged(page, second)
    await expect(admitted(page)).toContainText('0002')
  })

  test('is admitted and makes room by itself after the seconds that were chosen', async ({ page, bundle }) => {
    await atGate(page, bundle, 'metro', { type: 'transit' })
    await page.getByLabel('放行后自动到下一位').selectOption('2 秒后')
    await page.getByRole('heading', { name: '今日本机' }).click()
    await wedged(page, await passOf(bundle, await holder(bundle)))
    await expect(admitted(page).getByRole('button', { name: '下一位（' })).toBeVisible()
    await expect(admitted(page)).toBeHidden()
  })

  test('is told to the ear and the hand, each outcome in its own way, and in silence when muted', async ({ page, bundle }) => {
    await page.addInitScript(() => {
      const told = { buzzes: [] as unknown[], notes: 0 }
      Object.assign(window, { told })
      navigator.vibrate = (pattern) => told.buzzes.push(pattern) > 0
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (when) {
        told.notes += 1
        start.call(this, when)
      }
    })
    const told = (): Promise<{ buzzes: number[][]; notes: number }> =>
      page.evaluate(() => (window as unknown as { told: { buzzes: number[][]; notes: number } }).told)
    await atGate(page, bundle, 'metro', { type: 'transit' })
    const pass = await passOf(bundle, await holder(bundle))
    await page.getByRole('heading', { name: '示例 metro' }).click()
    await wedged(page, pass)
    await expect(admitted(page)).toBeVisible()
    await expect.poll(async () => (await told()).notes).toBe(2)
    await wedged(page, 'forged-code')
    await expect(admitted(page, '劝返')).toBeVisible()
    await expect.poll(async () => (await told()).notes).toBe(5)
    await done(page)
    await page.getByRole('button', { name: '静音' }).click()
    await wedged(page, 'forged-code')
    await expect(admitted(page, '劝返')).toBeVisible()
    const { buzzes, notes } = await told()
    expect(notes).toBe(5)
    expect(buzzes).toHaveLength(3)
    expect(buzzes[0]).not.toEqual(buzzes[1])
  })
})

test.describe('the camera', () => {
  /** A browser whose camera shows these codes, one after the other. */
  async function filmed(info: TestInfo, codes: string[], look: (browser: Browser) => Promise<void>): Promise<void> {
    const film = info.outputPath('codes.y4m')
    await writeFile(film, filmOf(...codes))
    const { launchOptions } = info.project.use
    const args = [
      ...(launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]
    const browser = await chromium.launch({ ...launchOptions, args })
    try {
      await look(browser)
    } finally {
      await browser.close()
    }
  }

  test('reads a pass from its picture once, however long it is held there', async ({ bundle }, info) => {
    await placed(bundle, 'metro', 'transit')
    const green = await holder(bundle)
    await filmed(info, [await passOf(bundle, green)], async (browser) => {
      const page = await browser.newPage({ baseURL: bundle.url, viewport: { width: 390, height: 844 } })
      await staffed(page, bundle, '330106', { camera: true })
      let asked = 0
      page.on('request', (request) => {
        if (request.url().endsWith('/v1/verifications')) asked += 1
      })
      await page.goto('/#/gate/metro')
      await expect(admitted(page)).toContainText('林XX')
      await done(page)
      // Several looks later it is still the same code, and was asked about once.
      const played = (): Promise<number> => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
      const since = await played()
      await expect.poll(played).toBeGreaterThan(since + 1)
      expect(asked).toBe(1)
      expect(await scansOf(bundle, green)).toHaveLength(1)
      await page.getByRole('button', { name: '关闭摄像头' }).click()
      await expect(page.getByText('摄像头已关闭')).toBeVisible()
    })
  })

  test('takes the next person only when the one in front is done with, and then at once', async ({ bundle }, info) => {
    await placed(bundle, 'metro', 'transit')
    const numbers = ['M00000001', 'M00000002']
    const passes = await Promise.all(numbers.map(async (number) => passOf(bundle, await holder(bundle, number))))
    await filmed(info, passes, async (browser) => {
      const page = await browser.newPage({ baseURL: bundle.url })
      await staffed(page, bundle, '330106', { camera: true })
      await page.goto('/#/gate/metro')
      await expect(admitted(page)).toContainText(/000[12]/)
      const isFirst = (await admitted(page).innerText()).includes('0001')
      await done(page)
      await expect(admitted(page)).toContainText(isFirst ? '0002' : '0001')
    })
  })

  test('finds the place from the notice at the gate', async ({ bundle }, info) => {
    await placed(bundle, 'metro', 'transit')
    await filmed(info, [`${bundle.url}/#/gate/metro`], async (browser) => {
      const page = await browser.newPage({ baseURL: bundle.url })
      await staffed(page, bundle)
      await page.goto('/#/gate')
      await page.getByRole('button', { name: '扫告示上的二维码' }).click()
      await expect(page.getByRole('heading', { name: '示例 metro' })).toBeVisible()
    })
  })

  for (const [name, told] of [
    ['NotAllowedError', '没有使用摄像头的许可'],
    ['NotFoundError', '没有可用的摄像头'],
    ['NotReadableError', '摄像头打不开'],
  ] as const) {
    test(`that does not start for a ${name} is told, and the other ways stay`, async ({ page, bundle }) => {
      await page.addInitScript((error) => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error))
      }, name)
      await atGate(page, bundle, 'metro', { type: 'transit', device: { camera: true } })
      await expect(page.getByRole('status').filter({ hasText: told })).toBeVisible()
      await wedged(page, await passOf(bundle, await holder(bundle)))
      await expect(admitted(page)).toBeVisible()
    })
  }
})

test.describe('without an answer', () => {
  test('nobody looks admitted; the same question asked again is one scan', async ({ page, bundle }) => {
    await atGate(page, bundle, 'metro', { type: 'transit' })
    const green = await holder(bundle)
    const keys: (string | undefined)[] = []
    await page.route('**/v1/verifications', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // It arrives, and its answer gets lost.
      const answer = await route.fetch()
      await (keys.length === 1 ? route.abort() : route.fulfill({ response: answer }))
    })
    await wedged(page, await passOf(bundle, green))
    const failed = page.getByRole('dialog', { name: '没有查验' })
    await expect(failed).toContainText('不能放行')
    await expect(page.getByText('放行', { exact: true }).filter({ visible: true }).and(failed.locator('*'))).toHaveCount(0)
    await failed.getByRole('button', { name: '请重试' }).click()
    await expect(admitted(page)).toBeVisible()
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBeTruthy()
    expect(keys[1]).toBe(keys[0])
    expect(await scansOf(bundle, green)).toHaveLength(1)
  })

  test('because of no network, that is told before and after', async ({ page, bundle, context }) => {
    await atGate(page, bundle, 'metro', { type: 'transit' })
    const pass = await passOf(bundle, await holder(bundle))
    await context.setOffline(true)
    await expect(page.getByRole('alert')).toContainText('不能查验任何人')
    await wedged(page, pass)
    await expect(page.getByRole('dialog', { name: '没有查验' })).toContainText('没有连上服务')
    await context.setOffline(false)
    await page.getByRole('button', { name: '请重试' }).click()
    await expect(admitted(page)).toBeVisible()
  })

  for (const [told, answer] of [
    ['服务正忙', { status: 503, headers: { 'retry-after': '3' }, json: { message: 'Service Unavailable' } }],
    ['没有连上服务', { status: 200, contentType: 'text/html', body: '<h1>Wi-Fi</h1>' }],
    ['没有连上服务', { status: 200, json: {} }],
    ['没有这个地点', { status: 404, json: { message: 'Not Found' } }],
    ['登录已过期', { status: 401, json: { message: 'Unauthorized' } }],
    ['没有卡口查验的权限', { status: 403, json: { message: 'Forbidden' } }],
    ['杭州健康码服务已结束', { status: 409, json: { code: 'service-ended', title: '杭州健康码服务已结束', detail: '', errors: [] } }],
  ] as const) {
    test(`but ${answer.status} ${JSON.stringify('json' in answer ? answer.json : answer.body)}, it is told in words`, async ({ page, bundle }) => {
      await atGate(page, bundle)
      await page.route('**/v1/verifications', (route) => route.fulfill(answer))
      await wedged(page, 'whatever')
      await expect(page.getByRole('dialog', { name: '没有查验' })).toContainText(told)
    })
  }

  test('about something that was added, the former verdict comes back', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await wedged(page, await passOf(bundle, await holder(bundle)))
    await expect(page.getByRole('dialog', { name: '待补充' })).toBeVisible()
    await page.route('**/v1/verifications', (route) => route.abort())
    await page.getByRole('button', { name: '证件已核对' }).click()
    await page.getByRole('button', { name: '不查了' }).click()
    await expect(page.getByRole('dialog', { name: '待补充' })).toBeVisible()
  })
})

test('a citizen does not get to the desk', async ({ page, bundle }) => {
  await loggedIn(page, bundle, { sub: 'me', scope: 'citizen' })
  await page.goto('/#/gate/metro')
  await expect(page.getByRole('alert')).toContainText('这个账号不能打开该页面')
  await expect(page.getByRole('heading', { name: '卡口查验' })).toBeHidden()
})
