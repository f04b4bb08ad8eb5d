import { applied, expect, fitsWidth, isAccessible, loggedIn, placed, test } from './support'
import { morning, redPerson } from './support/red'

test('who verified the code is listed with place, direction, outcome and reasons (R84)', async ({ page, bundle }) => {
  const person = await redPerson(page, bundle)
  const token = await bundle.token({ sub: 'citizen', scope: 'citizen' })
  await placed(bundle, 'estate-1')
  await page.goto(`/#/me/${person}/scans`)
  await expect(page.getByText('还没有人查验过。')).toBeVisible()
  const gate = await bundle.token({ sub: 'gate', scope: 'checkpoint', district: '330106' })
  const { pass } = (await bundle.get(`/v1/people/${person}/code`, token)).body as { pass: { token: string } }
  const scan = { place_id: 'estate-1', direction: 'entry', token: pass.token, temperature_c: 37.9 }
  expect((await bundle.post('/v1/verifications', scan, gate)).body.outcome).toBe('refer')
  await page.getByRole('button', { name: '刷新' }).click()
  const seen = page.getByRole('listitem').filter({ hasText: '示例 estate-1' })
  await expect(seen).toContainText('转人工处置')
  await expect(seen).toContainText('进')
  await expect(seen).toContainText('红码')
  await expect(seen).toContainText('体温偏高')
  await expect(seen).toContainText('西湖区卡口人员')
  await isAccessible(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await fitsWidth(page)
})

test('a log-in that has ended is told where it is noticed, with the way to log in again', async ({ page, bundle }) => {
  const person = await redPerson(page, bundle)
  await page.route('**/scans', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }))
  await page.goto(`/#/me/${person}/scans`)
  await expect(page.getByRole('alert')).toContainText('登录已过期')
  await expect(page.getByRole('alert').getByRole('button', { name: '登录' })).toBeVisible()
  await isAccessible(page)
})

test.describe('a history', () => {
  test('is told in words and verified in the browser, with the day’s root (R84)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`/#/me/${person}/history`)
    const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '申领' }) })
    await expect(entry).toContainText('红码')
    await entry.getByText('详情').click()
    await expect(entry).toContainText('近14天内到过高风险地区 · 红码 · 自 2月11日周二')
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await expect(page.getByRole('status')).toContainText('1 条记录都没有被改动')
    await expect(page.getByRole('status')).toContainText('还没有封存')

    await bundle.setClock('2020-02-12T00:10:00+08:00')
    await bundle.countdown()
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await expect(page.getByRole('status')).toContainText('第 1 条已封存在 2月12日周三 公布的总校验值里')
    await expect(page.getByRole('status')).toContainText('这部手机以前见过的最后一条（02/11 09:00）还在')
    await isAccessible(page)
    await fitsWidth(page)
  })

  test('in which one letter was changed on the way is found, and the entry named (R84)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    const token = await bundle.token({ sub: 'citizen', scope: 'citizen' })
    const body = { ground: 'other', statement: '请核实。', phone: '13800000000', district: '330106' }
    await bundle.post(`/v1/people/${person}/reviews`, body, token)
    await page.goto(`/#/me/${person}/history`)
    await expect(page.getByText('第 2 条').first()).toBeVisible()
    await page.route(`**/v1/people/${person}/history`, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"other"', '"othes"') })
    })
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await expect(page.getByRole('alert')).toContainText('第 2 条被改过：内容与它的校验值不符。')
    await expect(page.getByRole('listitem').filter({ hasText: '这一条没有通过核对' })).toContainText('提交复核')
    await isAccessible(page)
  })

  test('that was told anew is found by what this device saw before (R84)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await page.goto(`/#/me/${person}/history`)
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await expect(page.getByRole('status')).toContainText('核对通过')
    // A history that holds by itself: another person's.
    const token = await bundle.token({ sub: 'citizen', scope: 'citizen' })
    await bundle.setClock(morning(12))
    const other = await applied(bundle, token, 'M10000002', { person: {
      relation: 'child', name: '林小', phone: '13800000000', document: { type: 'passport', number: 'M10000002', country: 'KR' },
    } })
    const told = (await bundle.get(`/v1/people/${other}/history`, token)).body as object
    await page.route(`**/v1/people/${person}/history`, (route) => route.fulfill({ json: told }))
    await page.getByRole('button', { name: '核对全部记录' }).click()
    await expect(page.getByRole('alert')).toContainText('这部手机见过的第 1 条')
  })

  test('of somebody else is not there', async ({ page, bundle }) => {
    await loggedIn(page, bundle, { sub: 'citizen', scope: 'citizen' })
    await page.goto('/#/me/p_00000000000000000000000000/history')
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByRole('button', { name: '核对全部记录' })).toHaveCount(0)
  })
})

test.describe('the guidance', () => {
  test('is there without logging in, is searched in both languages, and names the hotline last (R78)', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/')
    await page.getByText('办事指南与常见问题').click()
    await expect(page.getByRole('heading', { name: '常见问题', exact: true })).toBeVisible()
    await isAccessible(page)
    await fitsWidth(page)
    const search = page.getByRole('searchbox')
    await search.fill('fever clinic')
    await expect(page.getByText('有发热或其他症状')).toBeVisible()
    await search.fill('长期咳嗽')
    await expect(page.getByText('绿码期间发烧、咳嗽了，怎么办？')).toBeVisible()
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByText('1 questions and')).toBeVisible()
    await expect(page.getByRole('group').first()).toBeVisible()
    await search.fill('zzz')
    await expect(page.getByRole('status')).toContainText('Nothing was found')
    await expect(page.getByRole('listitem').last()).toContainText('12345')
    await isAccessible(page)
    await fitsWidth(page)
  })

  test('opens a question with the keyboard alone', async ({ page }) => {
    await page.goto('/#/guidance')
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('12345')
    await page.getByRole('searchbox').fill('')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByText('健康码面向已经在杭州的人和准备来杭州的人')).toBeVisible()
  })

  test('says what to do when it does not come', async ({ page }) => {
    await page.route('**/v1/guidance', (route) => route.fulfill({ status: 503, headers: { 'retry-after': '3' }, json: { message: 'x' } }))
    await page.goto('/#/guidance')
    await expect(page.getByRole('alert')).toContainText('请在 3 秒后重试')
    await page.unroute('**/v1/guidance')
    await page.getByRole('button', { name: '重试' }).click()
    await expect(page.getByRole('heading', { name: '常见问题', exact: true })).toBeVisible()
  })
})
