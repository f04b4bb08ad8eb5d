import { expect, fitsWidth, inEnglish, isAccessible, test, type Bundle } from './support'
import { morning, redPerson } from './support/red'

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

  test('is checked in with the keyboard alone, in English', async ({ page, bundle }) => {
    const person = await redPerson(page, bundle)
    await inEnglish(page)
    await page.goto(`/#/me/${person}/check-in`)
    await page.getByLabel('Temperature (°C)').focus()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('button', { name: 'No symptoms, 36.6 °C' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Today: normal' })).toBeVisible()
    await expect(page.getByText('1 of 14 days done, 13 left')).toBeVisible()
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

  test('is reached by the link of a poster (R72)', async ({ page, bundle }) => {
    await redPerson(page, bundle)
    await page.goto('/#/review')
    await expect(page.getByText('还没有申请过复核。')).toBeVisible()
    await expect(page.getByRole('button', { name: '申请复核' })).toBeVisible()
    await isAccessible(page)
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
