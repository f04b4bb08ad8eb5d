import { expect, fitsWidth, inEnglish, isAccessible, placed, test } from './support'

test.describe('the start', () => {
  for (const [language, logIn, rules] of [
    ['zh-CN', '登录', '查询场所规定'],
    ['en', 'Log in', 'The rule of a place'],
  ] as const) {
    test(`anybody reads the rule of a place without logging in (R51), in ${language}`, async ({ page, bundle }) => {
      await placed(bundle, 'estate-1')
      if (language === 'en') await inEnglish(page)
      await page.setViewportSize({ width: 320, height: 640 })
      await page.goto('/')
      await expect(page.getByRole('button', { name: logIn, exact: true })).toBeVisible()
      await isAccessible(page)
      await fitsWidth(page)
      await page.getByText(rules).click()
      await page.getByRole('textbox').fill('estate-1')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: '示例 estate-1' })).toBeVisible()
      await expect(page.getByText(language === 'en' ? 'Identity document' : '身份证件').first()).toBeVisible()
      await isAccessible(page)
      await fitsWidth(page)
    })
  }

  test('a place that is not there is told, not guessed', async ({ page }) => {
    await page.goto('/#/rules/nowhere')
    await expect(page.getByRole('alert')).toContainText('没有这个场所')
  })

  test('a page of somebody else’s asks for the log-in first, and never shows itself', async ({ page }) => {
    await page.goto('/#/office')
    await expect(page.getByRole('status')).toContainText('请先登录')
    await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
  })

  test('large text makes everything larger, and still nothing is cut off', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/')
    await page.getByRole('button', { name: '大字版' }).click()
    await expect(page.getByRole('button', { name: '标准字号' })).toBeVisible()
    await fitsWidth(page)
    await isAccessible(page)
    await page.reload()
    await expect(page.getByRole('button', { name: '标准字号' })).toBeVisible()
  })
})
