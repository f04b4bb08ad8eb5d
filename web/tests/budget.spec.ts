/**
 * What a first visit costs a phone: compressed bytes and how much the page jumps are promises, and held here;
 * times on a slow phone and network are printed by `npm run budget`, because they are the machine's.
 */
import { gzipSync } from 'node:zlib'

import { applied, expect, loggedIn, placed, test, type Bundle, type Page } from './support'

const KB = 1000

interface Visit {
  page: string
  /** Whose it is. */
  scope: string
  district?: string
  /** What is to be seen when it is there. */
  seen: (page: Page) => Promise<void>
  /** Compressed, all of it: page, scripts, styles, pictures. */
  mostKB: number
}

const visits: Visit[] = [
  {
    page: '/',
    scope: '',
    seen: async (page) => expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible(),
    mostKB: 200,
  },
  {
    page: '/#/me',
    scope: 'citizen',
    seen: async (page) => expect(page.getByText('绿码').first()).toBeVisible(),
    mostKB: 200,
  },
  {
    page: '/#/me/apply',
    scope: 'citizen',
    seen: async (page) => expect(page.getByRole('textbox').first()).toBeVisible(),
    mostKB: 200,
  },
  {
    page: '/#/gate/estate-1',
    scope: 'checkpoint',
    district: '330106',
    seen: async (page) => expect(page.getByText('示例 estate-1').first()).toBeVisible(),
    mostKB: 250,
  },
  {
    page: '/#/office',
    scope: 'district',
    district: '330106',
    seen: async (page) => expect(page.getByRole('navigation').first()).toBeVisible(),
    mostKB: 250,
  },
]

/** The files of ours that a page has loaded, and their size as a server that compresses sends them. */
async function loadedBytes(page: Page): Promise<Map<string, number>> {
  const names = await page.evaluate(() =>
    ['/', ...performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)],
  )
  const files = names.filter((name) => name === '/' || /\.(js|css|svg|wasm|webmanifest)$/.test(name))
  const sizes = new Map<string, number>()
  for (const file of new Set(files)) {
    // The worker that keeps pages for a visit without a network loads afterwards, when nobody waits.
    if (/sw\.js|workbox-|manifest/.test(file)) continue
    const answer = await page.request.get(file)
    sizes.set(file, gzipSync(await answer.body(), { level: 9 }).length)
  }
  return sizes
}

async function prepared(page: Page, bundle: Bundle, visit: Visit): Promise<void> {
  await placed(bundle, 'estate-1')
  if (!visit.scope) return
  const { scope, district } = visit
  const token = await loggedIn(page, bundle, { sub: 'somebody', scope, ...(district ? { district } : {}) })
  if (scope === 'citizen') await applied(bundle, token, 'M00000001')
}

for (const visit of visits) {
  test(`the first load of ${visit.page} is at most ${visit.mostKB} KB, and nothing jumps`, async ({ page, bundle, context }) => {
    await prepared(page, bundle, visit)
    const isMeasured = process.env.BUDGET !== undefined
    if (isMeasured) {
      const session = await context.newCDPSession(page)
      // Lighthouse's phone: a slow 4G and a processor a quarter as fast.
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: (1.6 * 1024 * 1024) / 8,
        uploadThroughput: (750 * 1024) / 8,
      })
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    }
    await page.addInitScript(() => {
      const seen = { shift: 0, largest: 0, blocked: 0 }
      Object.assign(globalThis, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.largest = entry.startTime
      }).observe({ type: 'largest-contentful-paint', buffered: true })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.blocked += Math.max(0, entry.duration - 50)
      }).observe({ type: 'longtask', buffered: true })
    })
    await page.goto(visit.page)
    await visit.seen(page)
    const seen = await page.evaluate(() => ({
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      ...(globalThis as unknown as { seen: { shift: number; largest: number; blocked: number } }).seen,
    }))
    const files = await loadedBytes(page)
    const bytes = [...files.values()].reduce((sum, size) => sum + size, 0)
    if (isMeasured) {
      const row = [visit.page, (bytes / KB).toFixed(0), seen.first.toFixed(0), seen.largest.toFixed(0), seen.blocked.toFixed(0), seen.shift.toFixed(3)]
      console.log(`| ${row.join(' | ')} |`)
    }
    const told = [...files].sort((one, other) => other[1] - one[1]).map(([file, size]) => `${file}: ${size}`)
    expect(bytes, told.join('\n')).toBeLessThanOrEqual(visit.mostKB * KB)
    expect(seen.shift, 'layout shift').toBeLessThanOrEqual(0.1)
    if (visit.scope === 'citizen') {
      expect(told.join('\n')).not.toMatch(/scanner|charts|office|gate|\.wasm/)
    }
  })
}
