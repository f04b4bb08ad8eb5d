/**
 * From nothing to a verified green code on one machine, by clicking only: what docs/pages.md tells a newcomer,
 * with the log-in that everybody meets first.
 */
import { Bundle, expect, isAccessible, fitsWidth, test as base, type Page } from './support'
import { Form, zh } from './support/form'

// With the demo city, as it starts by itself; and each person with a browser of their own.
const test = base.extend({
  bundle: async ({}, use) => {
    const bundle = await Bundle.start()
    await use(bundle)
    bundle.end()
  },
})

/** Through the log-in page, as whoever looks at it would go. */
async function logsIn(page: Page, role: string, label: RegExp, value: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const part = page.getByRole('region', { name: new RegExp(`^${role}`) })
  await part.getByLabel(label).fill(value)
  await part.getByRole('button', { name: /^登录/ }).first().click()
}

test('somebody who has never seen it goes from nothing to a verified green code (R10, R43, R71, R84)', async ({ page, bundle, browser }) => {
  await logsIn(page, '市民', /^手机号码/, '13800000000')
  await page.getByRole('button', { name: '申领健康码' }).or(page.getByRole('link', { name: '申领健康码' })).first().click()
  const form = new Form(page)
  await page.getByLabel(zh.name, { exact: true }).waitFor()
  const steps = [() => form.who('WALK0001'), () => form.where(), () => form.nowhere(), () => form.well()]
  for (const [step, fill] of steps.entries()) {
    await form.at(step)
    await fill()
    await form.next()
  }
  await form.pledged()
  await form.send()
  await expect(page.getByText(zh.green, { exact: true }).first()).toBeVisible()

  // A second window, private: somebody else's.
  const context = await browser.newContext({ baseURL: bundle.url, locale: 'zh-CN' })
  const gate = await context.newPage()
  await logsIn(gate, '卡口人员', /^姓名/, '值班员')
  await gate.getByLabel('场所编号').fill('estate-xihu')
  await gate.keyboard.press('Enter')
  await gate.getByRole('button', { name: '查证件' }).click()
  const sheet = gate.getByRole('dialog')
  await sheet.getByLabel('证件类型').selectOption({ label: '护照' })
  await sheet.getByLabel('证件号码').fill('WALK0001')
  await sheet.getByLabel(/^签发/).selectOption('KR')
  await sheet.getByRole('button', { name: '查验' }).click()
  await gate.getByRole('button', { name: '证件已核对' }).or(gate.getByRole('dialog', { name: '放行' })).first().waitFor()
  const missing = gate.getByRole('button', { name: '证件已核对' })
  if (await missing.isVisible()) await missing.click()
  await expect(gate.getByRole('dialog', { name: '放行' })).toContainText('0001')
  await context.close()

  await page.getByText('谁查过我的码').first().click()
  await expect(page.getByText('西湖区示例小区').first()).toBeVisible()
  await expect(page.getByText('放行').first()).toBeVisible()
})

test('another account on the same device sees nothing of the first (R69)', async ({ page }) => {
  await logsIn(page, '市民', /^手机号码/, '13800000000')
  await page.getByRole('button', { name: '申领健康码' }).or(page.getByRole('link', { name: '申领健康码' })).first().click()
  await page.getByLabel(zh.name, { exact: true }).fill('林示例')
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('林示例'))
  // The session ends without a log-out, as a session does.
  await page.evaluate(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith('oidc.')) localStorage.removeItem(name)
  })
  await page.reload()
  await logsIn(page, '市民', /^手机号码/, '13900000000')
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('林示例')
})

test('the log-in can be read and used by everybody', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('登录')
  await isAccessible(page)
  await fitsWidth(page)
})
