/** What every test of the pages starts from. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'

import { Bundle, type Claims } from './bundle'

export { expect, type Page } from '@playwright/test'
export { Bundle, BUILT, MORNING, type Answer, type Claims } from './bundle'
export * from './people'

/** The test with a bundle of its own, empty, whose pages stand at its address. */
export const test = base.extend<{ bundle: Bundle }>({
  bundle: async ({}, use) => {
    const bundle = await Bundle.start('--empty')
    await use(bundle)
    bundle.end()
  },
  baseURL: async ({ bundle }, use) => {
    await use(bundle.url)
  },
  page: async ({ page, bundle }, use) => {
    const strangers: string[] = []
    const broken: string[] = []
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== bundle.url) strangers.push(request.url())
    })
    page.on('pageerror', (error) => broken.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) broken.push(message.text())
    })
    await use(page)
    expect(strangers, 'a page talks to its own origin only').toEqual([])
    expect(broken, 'no page throws, and the policy of contents holds').toEqual([])
  },
})

/** Logs in without the log-in page, which has tests of its own. Call it before the page is opened. */
export async function loggedIn(page: Page, bundle: Bundle, claims: Claims): Promise<string> {
  const token = await bundle.token(claims)
  await page.addInitScript(
    ([accessToken, sub]) => {
      const issuer = 'https://issuer.local'
      localStorage.setItem(
        `oidc.user:${issuer}:pages`,
        JSON.stringify({
          access_token: accessToken,
          token_type: 'Bearer',
          scope: 'openid',
          profile: { sub, iss: issuer, aud: 'pages', exp: 0, iat: 0 },
          expires_at: Math.floor(Date.now() / 1000) + 3600,
        }),
      )
    },
    [token, claims.sub] as const,
  )
  return token
}

/** Speaks English from the first page on. Call it before the page is opened. */
export async function inEnglish(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('language', 'en')
  })
}

/** No violation of WCAG 2.2 A and AA that axe can find on the page as it stands. */
export async function isAccessible(page: Page): Promise<void> {
  // The page that a click led to, not the moment between two.
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const told = found.violations.map(
    (violation) =>
      `${violation.id}: ${violation.help} – ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(told).toEqual([])
}

/** Nothing stands out of the page to the right: nobody has to scroll sideways. */
export async function fitsWidth(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over, 'wider than the screen, in pixels').toBeLessThanOrEqual(0)
}
