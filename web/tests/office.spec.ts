import { expect, fitsWidth, inEnglish, isAccessible, loggedIn, test } from './support'
import { atDesk, colourOf, confirmed, contradicted, doubted, ofCity, ofDistrict } from './support/office'

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 320, height: 640 }

test.describe('the queue', () => {
  test('shows what is due first, masked, and what is overdue by word and not by colour alone (R77)', async ({ page, bundle }) => {
    await doubted(bundle)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto('/#/office')
    const row = page.getByRole('row').nth(1)
    await expect(row).toContainText('林XX')
    await expect(row).toContainText('0001')
    await expect(row).toContainText('还剩 3 天')
    await expect(row).toContainText('行程不是本人的')
    await page.getByLabel('只看超期的').check()
    await expect(page.getByText('没有超期的复核。')).toBeVisible()

    await bundle.setClock('2020-02-17T09:00:00+08:00')
    await bundle.countdown()
    const city = await page.context().newPage()
    // Two accounts in one browser are one: the last.
    await page.close()
    await loggedIn(city, bundle, ofCity('team'))
    await city.setViewportSize(DESK)
    await city.goto('/#/office')
    await city.getByLabel('只看超期的').check()
    const late = city.getByRole('row').nth(1)
    await expect(late).toContainText('已超期 2 天')
    await expect(late).toContainText('已升级到市级专班')
    await expect(late).toContainText('西湖区')
    await isAccessible(city)
  })

  test('of another district shows nothing of it', async ({ page, bundle }) => {
    const { review } = await doubted(bundle)
    await loggedIn(page, bundle, ofDistrict('one', '330110'))
    await page.goto('/#/office')
    await expect(page.getByText('没有待答复的复核。')).toBeVisible()
    await page.goto(`/#/office/reviews/${review}`)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByText('林示例')).toBeHidden()
  })
})

test.describe('a review', () => {
  test('is read with everything that is needed to decide, and the look is on record (R84)', async ({ page, bundle }) => {
    const { review, person, citizen } = await doubted(bundle)
    await bundle.post(`/v1/people/${person}/check-ins`, { temperature_c: 36.6, symptoms: [], chronic: [] }, citizen)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto(`/#/office/reviews/${review}`)
    await expect(page.getByText('打开这份材料已记入当事人的历史')).toBeVisible()
    await expect(page.getByRole('region', { name: '当事人陈述' })).toContainText('那几天我在家。')
    await expect(page.getByRole('region', { name: '身份' })).toContainText('林示例')
    await expect(page.getByRole('region', { name: '身份' })).toContainText('DEMO0001')
    const holds = page.getByRole('region', { name: /管控原因/ })
    await expect(holds).toContainText('declaration-1')
    await expect(holds).toContainText('已连续 1 天，共需 14 天，还差 13 天')
    await expect(page.getByRole('region', { name: '在册行程' })).toContainText('武汉市 (4201)')
    await expect(page.getByRole('region', { name: '申报', exact: true })).toContainText('无症状')
    await expect(page.getByRole('region', { name: '打卡日历' })).toContainText('正常')
    await isAccessible(page)
    const history = await bundle.get(`/v1/people/${person}/history`, citizen)
    expect(history.body.entries.map((entry: { kind: string }) => entry.kind)).toContain('file-read')
  })

  test('is not read again when the language changes, since each look is an entry in a history', async ({ page, bundle }) => {
    const { review, person, citizen } = await doubted(bundle)
    const looks = async () => {
      const history = await bundle.get(`/v1/people/${person}/history`, citizen)
      return history.body.entries.filter((entry: { kind: string }) => entry.kind === 'file-read').length
    }
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.goto(`/#/office/reviews/${review}`)
    await expect(page.getByRole('region', { name: '身份' })).toBeVisible()
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible()
    expect(await looks()).toBe(1)
    await page.getByRole('button', { name: 'Read again' }).click()
    await expect(page.getByText('Stay in a high-risk area').first()).toBeVisible()
    expect(await looks()).toBe(2)
  })

  test('is upheld by one officer with a reply, which is final (R75)', async ({ page, bundle }) => {
    const { review, person, citizen } = await doubted(bundle)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto(`/#/office/reviews/${review}`)
    await page.getByRole('radio', { name: /维持颜色/ }).check()
    await page.getByRole('button', { name: '维持颜色并答复' }).click()
    await expect(page.getByText('请填写。')).toBeVisible()
    await page.getByLabel('给当事人的答复').fill('行程记录属实。')
    await page.getByRole('button', { name: '维持颜色并答复' }).click()
    await confirmed(page, '维持颜色并答复')
    await expect(page.getByRole('status').filter({ hasText: '已答复：维持颜色。' })).toBeVisible()
    await expect(page.getByRole('radio', { name: /解除管控/ })).toBeHidden()
    expect(await colourOf(bundle, person, citizen)).toBe('red')
    const told = await bundle.get(`/v1/people/${person}/reviews/${review}`, citizen)
    expect(told.body).toMatchObject({ status: 'upheld', reply: '行程记录属实。' })
  })

  test('is amended by two officers; the proposer alone cannot, and the code is green afterwards (R83)', async ({ page, bundle, browser }) => {
    const { review, person, citizen } = await doubted(bundle)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto(`/#/office/reviews/${review}`)
    await page.getByRole('radio', { name: /解除管控/ }).check()
    await page.getByLabel('给当事人的答复').fill('核实：不在湖北。')
    await page.getByRole('button', { name: '提出解除' }).click()
    await expect(page.getByText('请至少选择一项管控。')).toBeVisible()
    await page.getByRole('checkbox', { name: /h1/ }).check()
    await page.getByRole('button', { name: '提出解除' }).click()
    await confirmed(page, '提出解除')
    await expect(page.getByText('等待另一位工作人员批准').first()).toBeVisible()
    await expect(page.getByText('您自己不能批准')).toBeVisible()
    await expect(page.getByRole('button', { name: '批准', exact: true })).toBeHidden()
    expect(await colourOf(bundle, person, citizen)).toBe('red')

    const second = await atDesk(browser, bundle, ofDistrict('two'))
    await second.goto(`/#/office/reviews/${review}`)
    await expect(second.getByRole('complementary')).toContainText('核实：不在湖北。')
    await second.getByRole('button', { name: '批准', exact: true }).click()
    await isAccessible(second)
    await confirmed(second, '批准')
    await expect(second.getByRole('status').filter({ hasText: '管控已解除' })).toBeVisible()
    expect(await colourOf(bundle, person, citizen)).toBe('green')
    await second.context().close()
  })

  test('whose proposal was replaced meanwhile is not approved, and the officer reads again', async ({ bundle, browser }) => {
    const { review, person, citizen } = await doubted(bundle)
    const body = (reply: string) => ({ outcome: 'amend', close_holds: ['h1'], reply })
    const one = await bundle.token(ofDistrict('one'))
    await bundle.post(`/v1/reviews/${review}/proposal`, body('甲'), one)
    const second = await atDesk(browser, bundle, ofDistrict('two'))
    await second.goto(`/#/office/reviews/${review}`)
    await expect(second.getByRole('complementary')).toContainText('甲')
    await bundle.post(`/v1/reviews/${review}/proposal`, body('乙'), one)
    await second.getByRole('button', { name: '批准', exact: true }).click()
    await confirmed(second, '批准')
    await second.getByRole('button', { name: '重新读取' }).click()
    await expect(second.getByRole('complementary')).toContainText('乙')
    expect(await colourOf(bundle, person, citizen)).toBe('red')
    await second.context().close()
  })

  test('is given to another district by the city (R77)', async ({ page, bundle }) => {
    const { review } = await doubted(bundle)
    await loggedIn(page, bundle, ofCity('team'))
    await page.setViewportSize(DESK)
    await page.goto(`/#/office/reviews/${review}`)
    await page.getByText('转给别的区县').click()
    await page.getByLabel('转到').selectOption({ label: '余杭区' })
    await page.getByRole('button', { name: '转办' }).click()
    await confirmed(page, '转办')
    await expect(page.getByRole('status').filter({ hasText: '已转到余杭区' })).toBeVisible()
    const there = await bundle.get('/v1/reviews?status=open', await bundle.token(ofDistrict('x', '330110')))
    expect(there.body.reviews).toHaveLength(1)
  })

  test('is decided with the keyboard only', async ({ page, bundle }) => {
    const { review, person, citizen } = await doubted(bundle)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto('/#/office')
    const tabTo = async (name: RegExp) => {
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press('Tab')
        const here = await page.evaluate(() => {
          const on = document.activeElement
          return `${on?.textContent ?? ''} ${on?.closest('label')?.textContent ?? ''} ${on instanceof HTMLElement && on.id ? document.querySelector(`label[for="${on.id}"]`)?.textContent : ''}`
        })
        if (name.test(here)) return
      }
      throw new Error(`nothing with ${name} can be reached`)
    }
    await expect(page.getByRole('link', { name: /打开/ })).toBeVisible()
    await tabTo(/打开/)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(review))
    await expect(page.getByRole('radio', { name: /维持颜色/ })).toBeVisible()
    await tabTo(/维持颜色/)
    await page.keyboard.press('Space')
    await tabTo(/给当事人的答复/)
    await page.keyboard.type('核对无误。')
    await tabTo(/维持颜色并答复/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('Enter')
    await tabTo(/维持颜色并答复/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: '已答复' })).toBeVisible()
    expect(await colourOf(bundle, person, citizen)).toBe('red')
  })
})

test.describe('a contradicted declaration', () => {
  test('is found innocent by two officers, and the red hold is closed (R64, R65)', async ({ page, bundle, browser }) => {
    const { person, citizen } = await contradicted(bundle)
    await loggedIn(page, bundle, ofDistrict('one'))
    await page.setViewportSize(DESK)
    await page.goto('/#/office/integrity')
    await expect(page.getByRole('row').nth(1)).toContainText('林XX')
    await isAccessible(page)
    await page.getByRole('link', { name: /打开/ }).click()
    await expect(page.getByRole('blockquote')).toContainText('林XX（证件后四位：0001）')
    await page.getByRole('radio', { name: /严重/ }).check()
    await expect(page.getByRole('checkbox', { name: /告知信用系统/ })).toBeVisible()
    await page.getByRole('radio', { name: /无过错/ }).check()
    await expect(page.getByRole('checkbox', { name: /告知信用系统/ })).toBeHidden()
    await page.getByLabel('说明').fill('同名同姓，登记错了人。')
    await isAccessible(page)
    await page.getByRole('button', { name: '提出认定' }).click()
    await confirmed(page, '提出认定')
    await expect(page.getByText('您自己不能批准')).toBeVisible()

    const second = await atDesk(browser, bundle, ofDistrict('two'))
    await second.goto(page.url())
    await expect(second.getByRole('complementary')).toContainText('同名同姓')
    await second.getByRole('button', { name: '批准', exact: true }).click()
    await confirmed(second, '批准')
    await expect(second.getByRole('status').filter({ hasText: '已认定。' })).toBeVisible()
    const code = await bundle.get(`/v1/people/${person}/code`, citizen)
    expect(code.body.holds.map((hold: { rule: string }) => hold.rule)).not.toContain('false-declaration')
    await second.context().close()
  })
})

for (const language of ['zh-CN', 'en'] as const) {
  test(`every page can be read by everybody, on a phone and at a desk, in ${language}`, async ({ page, bundle }) => {
    const { review } = await doubted(bundle)
    await contradicted(bundle, 'DEMO0002')
    const open = await bundle.get('/v1/integrity-cases', await bundle.token(ofCity('team')))
    await loggedIn(page, bundle, { sub: 'one', scope: 'district city', district: '330106' })
    if (language === 'en') await inEnglish(page)
    for (const path of [
      '', `/reviews/${review}`, '/integrity', `/integrity/${open.body.cases[0].case_id}`, '/orders', '/orders/new',
      '/places', '/policy', '/dashboard',
    ]) {
      for (const size of [PHONE, DESK]) {
        await page.setViewportSize(size)
        await page.goto(`/#/office${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle')
        await isAccessible(page)
        await fitsWidth(page)
      }
    }
  })
}

test('whoever’s log-in has ended is told so, and how to go on', async ({ page, bundle }) => {
  await loggedIn(page, bundle, ofDistrict('one'))
  await page.route('**/v1/reviews?*', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }))
  await page.goto('/#/office')
  const told = page.getByRole('alert').filter({ hasText: '登录已过期' })
  await expect(told.getByRole('button', { name: '登录', exact: true })).toBeVisible()
})

test('a log-in that ends while a reply is written loses nothing of it', async ({ page, bundle, context }) => {
  const { review, person, citizen } = await doubted(bundle)
  await loggedIn(page, bundle, ofDistrict('one'))
  await page.setViewportSize(DESK)
  await page.goto(`/#/office/reviews/${review}`)
  await page.getByRole('radio', { name: /维持颜色/ }).check()
  await page.getByLabel('给当事人的答复').fill('行程记录属实。')
  await page.route('**/proposal', (route) => route.fulfill({ status: 401, json: { message: 'Unauthorized' } }))
  await page.getByRole('button', { name: '维持颜色并答复' }).click()
  await confirmed(page, '维持颜色并答复')
  await expect(page.getByRole('alert').filter({ hasText: '登录已过期' })).toBeVisible()

  const beside = await context.newPage()
  await loggedIn(beside, bundle, ofDistrict('one'))
  await beside.goto(bundle.url)
  await expect(beside.getByText('待答复的复核').first()).toBeVisible()
  await page.unroute('**/proposal')
  await expect(page.getByLabel('给当事人的答复')).toHaveValue('行程记录属实。')
  await page.getByRole('button', { name: '维持颜色并答复' }).click()
  await confirmed(page, '维持颜色并答复')
  await expect(page.getByRole('status').filter({ hasText: '已答复：维持颜色。' })).toBeVisible()
  const told = await bundle.get(`/v1/people/${person}/reviews/${review}`, citizen)
  expect(told.body).toMatchObject({ status: 'upheld', reply: '行程记录属实。' })
})

test('a network that is missing for a moment is told, and the list comes when it is back', async ({ page, bundle }) => {
  await doubted(bundle)
  await loggedIn(page, bundle, ofDistrict('one'))
  await page.route('**/v1/reviews?*', (route) => route.abort())
  await page.goto('/#/office')
  await expect(page.getByRole('alert')).toContainText('连不上网络')
  await page.unroute('**/v1/reviews?*')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('link', { name: /打开/ })).toBeVisible()
})

test('whoever logs out leaves nothing behind', async ({ page, bundle }) => {
  await doubted(bundle)
  await loggedIn(page, bundle, ofDistrict('one'))
  await page.goto('/#/office')
  await expect(page.getByText('西湖区工作人员')).toBeVisible()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible()
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('kept:') || name.startsWith('oidc.')))
  expect(kept).toEqual([])
})
