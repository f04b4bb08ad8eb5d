import { applied, expect, isAccessible, loggedIn, test } from './support'
import { atDesk, colourOf, confirmed, ofCity } from './support/office'

const VERSION = '2020-02-11.b'

test.use({ viewport: { width: 1280, height: 800 } })

test('a policy is written, checked, tried, compared, proposed, and approved by another officer (R61, R83)', async ({ page, bundle, browser }) => {
  const citizen = await bundle.token({ sub: 'citizen', scope: 'citizen' })
  const person = await applied(bundle, citizen, 'DEMO0001', {
    travel: [{ place: '440100', from: '2020-02-01', to: '2020-02-05' }],
  })
  await loggedIn(page, bundle, ofCity('one'))
  await page.goto('/#/office/policy')
  const text = page.getByLabel('政策文本（JSON）')
  await expect(text).toHaveValue(/"version": "2020-02-11"/)
  await expect(page.getByText('按规格检查，没有问题')).toBeVisible()
  const inForce = await text.inputValue()

  // What is no JSON is told by line.
  await text.fill(inForce.replace('"window_days": 14', '"window_days": 14,,'))
  await expect(page.getByText(/第 59 行第 \d+ 列起不是正确的 JSON/)).toBeVisible()
  await expect(page.getByRole('button', { name: '提出这个版本' })).toBeDisabled()

  // What the schema does not allow is told by pointer and line.
  await text.fill(inForce.replace('"window_days": 14', '"window_days": 22, "number_plate": true'))
  await expect(page.getByRole('button', { name: /第 59 行 #\/window_days 太大（?.*21/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /#\/number_plate 没有这一项/ })).toBeVisible()
  await isAccessible(page)
  await page.getByRole('button', { name: /#\/window_days/ }).click()
  await expect(text).toBeFocused()

  // What only the service knows is told when it is proposed.
  const named = inForce.replace('"version": "2020-02-11"', `"version": "${VERSION}"`)
  await text.fill(named.replace(/"3310"/, '"3310", "9999"'))
  await page.getByRole('button', { name: '提出这个版本' }).click()
  await confirmed(page, '提出这个版本')
  await expect(page.getByRole('button', { name: /#\/areas\/medium\/areas\/2/ })).toBeVisible()

  // Right, tried, compared and proposed.
  await text.fill(named.replace(/"3310"/, '"3310", "44"'))
  const changes = page.getByRole('region', { name: '差别列表', exact: true })
  await expect(changes.getByRole('row').filter({ hasText: 'areas › medium › areas' })).toContainText('44')
  await expect(changes.getByRole('row').filter({ hasText: 'version' })).toContainText(VERSION)
  await page.getByRole('button', { name: '试算有多少人会变颜色' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '绿码' }).filter({ hasText: '黄码' })).toContainText('1 人')
  await isAccessible(page)
  await page.getByRole('button', { name: '提出这个版本' }).click()
  await confirmed(page, '提出这个版本')
  await expect(page.getByRole('status').filter({ hasText: `已提出版本 ${VERSION}` })).toBeVisible()
  expect(await colourOf(bundle, person, citizen)).toBe('green')

  // The proposer is refused.
  await page.getByRole('button', { name: '批准这个版本' }).click()
  await confirmed(page, '批准这个版本')
  await expect(page.getByRole('region', { name: new RegExp(VERSION) }).getByRole('alert')).toBeVisible()
  expect(await colourOf(bundle, person, citizen)).toBe('green')

  const second = await atDesk(browser, bundle, ofCity('two'))
  await second.goto('/#/office/policy')
  await second.getByLabel('按版本名打开').fill('no-such-version')
  await second.getByRole('button', { name: '打开版本' }).click()
  await expect(second.getByRole('alert')).toContainText('没有这个版本')
  await second.getByLabel('按版本名打开').fill(VERSION)
  await second.getByRole('button', { name: '打开版本' }).click()
  await expect(second.getByRole('region', { name: `差别列表: ${VERSION}` })).toContainText('44')
  await isAccessible(second)
  await second.getByRole('button', { name: '批准这个版本' }).click()
  await confirmed(second, '批准这个版本')
  await expect(second.getByRole('status').filter({ hasText: `已批准版本 ${VERSION}` })).toBeVisible()
  await expect(second.getByText(`现行版本: ${VERSION}`)).toBeVisible()
  expect(await colourOf(bundle, person, citizen)).toBe('yellow')
  await second.context().close()
})

test('what was written stays while one looks elsewhere, and can be given up', async ({ page, bundle }) => {
  await loggedIn(page, bundle, ofCity('one'))
  await page.goto('/#/office/policy')
  const text = page.getByLabel('政策文本（JSON）')
  await expect(text).toHaveValue(/"version": "2020-02-11"/)
  await text.fill((await text.inputValue()).replace('2020-02-11', 'mine'))
  await page.getByRole('link', { name: '复核' }).click()
  await page.getByRole('link', { name: '政策' }).click()
  await expect(text).toHaveValue(/"version": "mine"/)
  await page.getByLabel('按版本名打开').fill('2020-02-11')
  await page.getByRole('button', { name: '打开版本' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await expect(text).toHaveValue(/"version": "mine"/)
  await page.getByRole('button', { name: '放弃修改，从现行版本重来' }).click()
  await confirmed(page, '确认')
  await expect(text).toHaveValue(/"version": "2020-02-11"/)
})

test('is no page of a district', async ({ page, bundle }) => {
  await loggedIn(page, bundle, { sub: 'one', scope: 'district', district: '330106' })
  await page.goto('/#/office/policy')
  await expect(page.getByRole('alert')).toContainText('这个账号不能打开该页面')
})
