import { applied, expect, fitsWidth, FROM_HUBEI, inEnglish, isAccessible, loggedIn, placed, test, type Bundle, type Page } from './support'

/** Logs in as a citizen who has just come from 湖北, and gives the id. */
async function redPerson(page: Page, bundle: Bundle, number = 'M10000001'): Promise<string> {
  const token = await loggedIn(page, bundle, { sub: 'citizen', scope: 'citizen' })
  return applied(bundle, token, number, FROM_HUBEI)
}

/** A day of February 2020, in the morning. */
function morning(day: number): string {
  return new Date(Date.UTC(2020, 1, day, 1)).toISOString()
}

async function officer(bundle: Bundle, sub: string): Promise<string> {
  return bundle.token({ sub, scope: 'district', district: '330106' })
}

test.describe('days', () => {
  test('fourteen check-ins in two taps each make red green, at the midnight after them (R26, R28)', async ({ page, bundle }) => {
    test.setTimeout(120_000)
    const person = await redPerson(page, bundle)
    for (let day = 11; day < 25; day += 1) {
      await bundle.setClock(morning(day))
      await page.goto('/#/me')
      await page.reload()
      await page.getByRole('button', { name: '今日打卡' }).click()
      await page.getByRole('button', { name: '没有症状，体温 36.5 ℃' }).click()
      await expect(page.getByRole('heading', { name: '今天：正常' })).toBeVisible()
      await expect(page.getByText(`已完成 ${day - 10} 天，还剩 ${24 - day} 天`)).toBeVisible()
      // On the fourteenth day itself it is red still.
      await expect(page.getByRole('status').getByText('红码')).toBeVisible()
      await page.getByRole('button', { name: '回到健康码' }).click()
    }
    await bundle.setClock('2020-02-25T00:00:01+08:00')
    await page.goto(`/#/me/${person}/why`)
    await page.reload()
    await expect(page.getByText('没有任何限制性原因，所以是绿码。')).toBeVisible()
    await isAccessible(page)
  })

  test('a hold names law, evidence, end and days (R15), and the calendar is read by ear too', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`/#/me/${person}/why`)
    const reason = page.getByRole('article', { name: '近14天内到过高风险地区' })
    await expect(reason).toContainText('《传染病防治法》第三十九条')
    await expect(reason).toContainText('本人申报，编号 declaration-1')
    await expect(reason).toContainText('连续正常打卡满天数后自动解除')
    await expect(reason.getByRole('progressbar')).toHaveAccessibleName('近14天内到过高风险地区：共 14 天，已完成 0 天')
    await expect(page.getByText('最早 2月25日周二 零点变为绿码')).toBeVisible()
    await expect(page.getByRole('cell', { name: '2月11日周二，今天' })).toBeVisible()
    await expect(page.getByRole('cell', { name: '2月25日周二，最早解除日' })).toBeVisible()
    await isAccessible(page)
    await fitsWidth(page)
  })

  test('an abnormal check-in starts the days again, says so, and sends to a fever clinic only (R36, R42)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    const token = await bundle.token({ sub: 'citizen', scope: 'citizen' })
    await bundle.post(`/v1/people/${person}/check-ins`, { temperature_c: 36.5 }, token)
    await bundle.setClock(morning(12))
    await page.goto(`/#/me/${person}/check-in`)
    await page.getByLabel('体温（℃）').fill('37.3')
    await page.getByRole('button', { name: '身体不适' }).click()
    await page.getByLabel('咳嗽', { exact: true }).check()
    // Only what may be chronic can be called so (R40).
    await expect(page.getByLabel('咳嗽是慢性的')).toBeVisible()
    await page.getByLabel('发热').check()
    await expect(page.getByLabel('发热是慢性的')).toHaveCount(0)
    await isAccessible(page)
    await page.getByRole('button', { name: '提交：2 种症状，体温 37.3 ℃' }).click()
    await expect(page.getByRole('heading', { name: '今天：异常' })).toBeVisible()
    await expect(page.getByText('连续天数归零')).toBeVisible()
    await expect(page.getByText('发热门诊')).toBeVisible()
    await expect(page.getByText('药店')).toHaveCount(0)
    await expect(page.getByText('近14天内到过高风险地区：已完成 0 天，还剩 14 天')).toBeVisible()
    await isAccessible(page)

    // Once more on that day, and the worst of it stands (R32).
    await page.getByRole('button', { name: '再打一次' }).click()
    await expect(page.getByText('当天以最差的一次为准')).toBeVisible()
    await page.getByLabel('体温（℃）').fill('36.4')
    await page.getByRole('button', { name: '没有症状，体温 36.4 ℃' }).click()
    await expect(page.getByText('今天打过不止一次，以最差的一次为准。')).toBeVisible()
    await page.getByRole('button', { name: '查看原因和日历' }).click()
    await expect(page.getByRole('cell', { name: '2月12日周三，今天，异常' })).toBeVisible()
    await expect(page.getByRole('cell', { name: '2月11日周二，正常' })).toBeVisible()
  })

  test('a temperature that is none is not sent, and there is no date to choose (R33)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await page.goto(`/#/me/${person}/check-in`)
    const field = page.getByLabel('体温（℃）')
    await field.fill('33.9')
    await page.getByRole('button', { name: '没有症状' }).click()
    await expect(field).toBeFocused()
    await expect(field).toHaveAccessibleDescription(/请填 34\.0 到 43\.0/)
    await field.fill('36,9')
    await page.getByRole('button', { name: '高 0.1 度' }).click()
    await expect(field).toHaveValue('37.0')
    await expect(page.locator('input[type=date]')).toHaveCount(0)
  })

  test('without a network what was entered stays, and the last state is shown with its age', async ({ page, bundle, context }) => {
    const person = await redPerson(page, bundle)
    await page.goto(`/#/me/${person}/why`)
    await expect(page.getByRole('article')).toBeVisible()
    await page.getByRole('button', { name: '今天的健康打卡' }).click()
    await page.getByLabel('体温（℃）').fill('36.8')
    await context.setOffline(true)
    await page.getByRole('button', { name: '没有症状，体温 36.8 ℃' }).click()
    await expect(page.getByRole('alert')).toContainText('连不上')
    await page.goBack()
    await expect(page.getByText(/以下是这部手机.*收到的内容/)).toBeVisible()
    await expect(page.getByRole('article', { name: '近14天内到过高风险地区' })).toBeVisible()
    await context.setOffline(false)
    await page.getByRole('button', { name: '重试' }).click()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})

test.describe('a review', () => {
  test('goes from the code over its confirmation to an answer that nobody has to call for (R72, R75, R76)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await page.goto('/#/me')
    await page.getByRole('link', { name: '颜色复核' }).click()
    await page.getByRole('button', { name: '申请复核' }).click()

    // All that is missing is told at once, beside its field.
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await expect(page.getByText('请填写这一项。')).toHaveCount(4)
    await expect(page.getByLabel('行程不是本人的')).toBeFocused()
    await isAccessible(page)
    await page.getByLabel('行程不是本人的').check()
    await page.getByLabel('情况说明').fill('我没有去过武汉。')
    await expect(page.getByText('8 / 2000 字')).toBeVisible()
    await page.getByLabel('联系电话').fill('138 0000 0000')
    await page.getByLabel('由哪个区、县（市）答复').selectOption('西湖区')
    await page.getByRole('button', { name: '下一步：核对' }).click()

    // Shown whole, with what it means, and the way back loses nothing.
    await expect(page.getByText('提交后不能修改，也不能撤回')).toBeVisible()
    await expect(page.getByRole('heading', { name: '请核对' })).toBeFocused()
    await isAccessible(page)
    await page.goBack()
    await expect(page.getByLabel('情况说明')).toHaveValue('我没有去过武汉。')
    await page.getByRole('button', { name: '下一步：核对' }).click()
    for (const told of ['行程不是本人的', '我没有去过武汉。', '13800000000', '西湖区']) {
      await expect(page.getByRole('definition').filter({ hasText: told })).toBeVisible()
    }
    expect(page.url(), 'nothing personal stands in the address').not.toContain('138')
    await page.getByRole('button', { name: '确认提交' }).click()
    await expect(page.getByText('由西湖区答复')).toBeVisible()
    await page.getByRole('button', { name: '查看进度' }).click()
    await expect(page.getByRole('heading', { name: '已提交，等待答复' })).toBeVisible()
    await expect(page.getByRole('button', { name: '申请复核' })).toHaveCount(0)
    await page.getByRole('button', { name: '查看我提交的内容' }).click()
    await expect(page.getByText('我没有去过武汉。')).toBeVisible()

    // Two officers answer it (R83).
    const [one, other] = [await officer(bundle, 'officer-1'), await officer(bundle, 'officer-2')]
    const review = (await bundle.get('/v1/reviews?status=open', one)).body.reviews[0].review_id as string
    const amend = { outcome: 'amend', close_holds: ['h1'], reply: '该行程不属于您，已更正。' }
    await bundle.post(`/v1/reviews/${review}/proposal`, amend, one)
    await page.getByRole('button', { name: '刷新' }).click()
    await expect(page.getByText('须由另一名工作人员批准后生效')).toBeVisible()
    await bundle.post(`/v1/reviews/${review}/approval`, {}, other)
    await page.getByRole('button', { name: '刷新' }).click()
    await expect(page.getByText('该行程不属于您，已更正。')).toBeVisible()
    await isAccessible(page)
    await page.goto(`/#/me/${person}/why`)
    await expect(page.getByText('没有任何限制性原因')).toBeVisible()
  })

  test('that is open already is led to, and an overdue one says where it is (R75, R77)', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    const token = await bundle.token({ sub: 'citizen', scope: 'citizen' })
    await page.goto(`/#/me/${person}/reviews/new`)
    await page.getByLabel('其他').check()
    await page.getByLabel('情况说明').fill('请核实。')
    await page.getByLabel('联系电话').fill('13800000000')
    await page.getByLabel('由哪个区、县（市）答复').selectOption('330110')
    await page.getByRole('button', { name: '下一步：核对' }).click()
    // Filed meanwhile, on another phone.
    const body = { ground: 'other', statement: '请核实。', phone: '13800000000', district: '330106' }
    await bundle.post(`/v1/people/${person}/reviews`, body, token)
    await page.getByRole('button', { name: '确认提交' }).click()
    await expect(page.getByRole('alert')).toContainText('已有一件复核正在处理')
    await page.getByRole('button', { name: '查看进度' }).click()
    await expect(page.getByRole('heading', { name: '已提交，等待答复' })).toBeVisible()
    await bundle.setClock('2020-02-20T09:00:00+08:00')
    await bundle.countdown()
    await page.getByRole('button', { name: '刷新' }).click()
    await expect(page.getByText(/已超过期限，.*转到市专班/)).toBeVisible()
  })

  test('is filed with the keyboard alone, at 320 pixels and in large English', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await inEnglish(page)
    await page.addInitScript(() => {
      localStorage.setItem('large', 'yes')
    })
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(`/#/me/${person}/reviews/new`)
    await page.getByLabel('Not my travel').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByLabel('Quarantine completed')).toBeChecked()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Fourteen days are over.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('13800000000')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Xihu')
    await fitsWidth(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Please check' })).toBeFocused()
    await fitsWidth(page)
    await isAccessible(page)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Filed' })).toBeFocused()
    await isAccessible(page)
  })
})

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
    await expect(page.getByRole('status')).toContainText('与这部手机 02/11 09:00 见过的记录一致')
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
    await expect(page.getByRole('heading', { name: '常见问题' })).toBeVisible()
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
    await expect(page.getByRole('heading', { name: '常见问题' })).toBeVisible()
  })
})
