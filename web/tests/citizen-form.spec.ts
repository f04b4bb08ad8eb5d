import {
  applied, declaration, expect, fitsWidth, inEnglish, isAccessible, loggedIn, MORNING, passport, test, type Page,
} from './support'

const SELF = { sub: 'somebody', scope: 'citizen' }

/** The words of the form that a person looks for. */
const zh = {
  name: '姓名', type: '证件类型', passport: '护照', country: '签发国家或地区', number: '证件号码', phone: '手机号码',
  here: '在杭州', coming: '将要进入杭州', district: '居住的区、县（市）', employer: /单位的统一社会信用代码/, yes: '是', no: '否',
  inChina: '境内', province: '省、自治区、直辖市', city: '城市', from: '从哪天', to: '到哪天',
  travelled: /是否到过杭州以外/, confirmed: /确诊病人/, cohabitant: /正在隔离/, symptoms: /是否有下列症状/,
  temperature: /今天的体温/, pledge: /我已阅读并承诺/, next: '下一步', send: '提交申报', green: '绿码', red: '红码',
  steps: ['为谁申报', '人在哪里', '近 14 天行程', '接触与健康', '核对并提交'],
}
const en: typeof zh = {
  name: 'Full name', type: 'Document', passport: 'Passport', country: 'Issuing country or region', number: 'Document number', phone: 'Mobile phone',
  here: 'In Hangzhou', coming: 'About to enter Hangzhou', district: 'District or county of residence', employer: /Employer’s unified social credit code/, yes: 'Yes', no: 'No',
  inChina: 'In China', province: 'Province', city: 'City', from: 'From', to: 'Until',
  travelled: /Anywhere outside Hangzhou/, confirmed: /confirmed case/, cohabitant: /in quarantine/, symptoms: /Any of these symptoms/,
  temperature: /Temperature today/, pledge: /so pledge/, next: 'Next', send: 'Send the declaration', green: 'Green', red: 'Red',
  steps: ['Who it is for', 'Where they are', 'Travel in the last 14 days', 'Contacts and health', 'Check and send'],
}

/** The form, as somebody fills it in by clicking. */
class Form {
  constructor(private readonly page: Page, private readonly words: typeof zh = zh) {}

  private async answer(question: RegExp, answer: string): Promise<void> {
    await this.page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()
  }

  async at(step: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.words.steps[step] ?? '', level: 2 })).toBeVisible()
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.next, exact: true }).click()
  }

  async who(number: string, phone = '13800000000'): Promise<void> {
    const { page, words } = this
    await page.getByLabel(words.name, { exact: true }).fill('林示例')
    await page.getByLabel(words.type, { exact: true }).selectOption({ label: words.passport })
    await page.getByLabel(words.country).selectOption('KR')
    await page.getByLabel(words.number, { exact: true }).fill(number)
    await page.getByLabel(words.phone, { exact: true }).fill(phone)
  }

  async where(): Promise<void> {
    await this.page.getByLabel(this.words.here, { exact: true }).check()
    await this.page.getByLabel(this.words.district, { exact: true }).selectOption('330106')
  }

  async nowhere(): Promise<void> {
    await this.answer(this.words.travelled, this.words.no)
  }

  async stay(province: string, city: string, from: string, to: string): Promise<void> {
    const { page, words } = this
    await this.answer(words.travelled, words.yes)
    await page.getByLabel(words.inChina, { exact: true }).check()
    await page.getByLabel(words.province, { exact: true }).selectOption(province)
    await page.getByLabel(words.city, { exact: true }).selectOption(city)
    await page.getByLabel(words.from, { exact: true }).fill(from)
    await page.getByLabel(words.to, { exact: true }).fill(to)
  }

  async well(): Promise<void> {
    const { words } = this
    await this.answer(words.confirmed, words.no)
    await this.answer(words.cohabitant, words.no)
    await this.page.getByLabel(words.temperature).fill('36.5')
    await this.answer(words.symptoms, words.no)
  }

  async pledged(): Promise<void> {
    await this.page.getByLabel(this.words.pledge).check()
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.send, exact: true }).click()
  }
}

test.describe('the declaration', () => {
  for (const [language, words] of [['zh-CN', zh], ['en', en]] as const) {
    test(`gives a green code at once, by clicking, at 320 px, in ${language} (R10)`, async ({ page, bundle }) => {
      await loggedIn(page, bundle, SELF)
      if (language === 'en') await inEnglish(page)
      await page.setViewportSize({ width: 320, height: 640 })
      const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/v1/applications'))
      await page.goto('/#/me/apply')
      const form = new Form(page, words)
      const fillIn = [() => form.who('M00000001'), () => form.where(), () => form.nowhere(), () => form.well()]
      for (const [step, fill] of fillIn.entries()) {
        await form.at(step)
        await fill()
        await isAccessible(page)
        await fitsWidth(page)
        await form.next()
      }
      await form.at(4)
      await expect(page.getByText('M00000001')).toBeVisible()
      await form.pledged()
      await isAccessible(page)
      await fitsWidth(page)
      await form.send()
      await expect(page.getByText(words.green, { exact: true }).first()).toBeVisible()
      // R18: nobody is asked where they are.
      expect((await sent).postDataJSON()).not.toHaveProperty('position')
      const kept = await page.evaluate(() => Object.keys(localStorage).join())
      expect(kept).not.toContain('draft:')
    })
  }

  test('with a stay in 湖北 gives red for 14 days (R26)', async ({ page, bundle }) => {
    const token = await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.who('M00000001')
    await form.next()
    await form.where()
    await form.next()
    await form.stay('420000', '420100', '2020-02-01', '2020-02-05')
    await isAccessible(page)
    await form.next()
    await form.well()
    await form.next()
    await expect(page.getByText('湖北省武汉市，2020-02-01 至 2020-02-05')).toBeVisible()
    await form.pledged()
    await form.send()
    await expect(page.getByText('红码', { exact: true }).first()).toBeVisible()
    const people = await bundle.get('/v1/people', token)
    const code = await bundle.get(`/v1/people/${people.body.people[0].person_id}/code`, token)
    expect(code.body.holds).toMatchObject([{ rule: 'stay-high-risk', colour: 'red', required_days: 14 }])
  })

  test('says everything that is missing in a step at once, each with the way to its field', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.next()
    await form.at(0)
    const alert = page.getByRole('alert')
    await expect(alert.getByRole('button')).toHaveCount(3)
    await expect(page.getByLabel('姓名', { exact: true })).toBeFocused()
    await expect(page.getByLabel('姓名', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await alert.getByRole('button', { name: /手机号码/ }).click()
    await expect(page.getByLabel('手机号码', { exact: true })).toBeFocused()
    await isAccessible(page)
  })

  test('checks the number of an ID card while it is typed, and a small x is as good (R21)', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const number = page.getByLabel('证件号码', { exact: true })
    await number.fill('110105194912310021')
    await number.blur()
    await expect(page.getByText('最后一位校验码不符，请逐位核对。')).toBeVisible()
    await number.fill('11010519491231002x')
    await expect(page.getByText('号码校验无误')).toBeVisible()
  })

  test('leaves the last word to the service, whose faults stand at their fields', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.who('M', '12345')
    // Each hint stops once.
    await form.next()
    await expect(page.getByRole('alert')).toContainText('请再按一次')
    await form.next()
    await form.at(1)
    await form.where()
    await page.getByLabel(zh.employer).fill('91350100M000100Y34')
    await form.next()
    await form.next()
    await form.stay('420000', '420100', '2020-02-05', '2020-02-01')
    await form.next()
    await form.next()
    await form.well()
    await form.next()
    await form.pledged()
    await form.send()
    // Back at the first step that has one, with all four told.
    await form.at(0)
    await expect(page.getByRole('alert').getByRole('button')).toHaveCount(4)
    await expect(page.getByLabel('证件号码', { exact: true })).toBeFocused()
    await expect(page.getByLabel('手机号码', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await isAccessible(page)
    await page.getByRole('alert').getByRole('button', { name: /第 1 处/ }).click()
    await form.at(2)
    await expect(page.getByLabel('到哪天', { exact: true })).toBeFocused()
    await expect(page.getByLabel('到哪天', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('到哪天', { exact: true }).fill('2020-02-06')
    await expect(page.getByRole('alert').getByRole('button')).toHaveCount(3)
  })

  test('goes through from the keyboard alone', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    await new Form(page).at(0)
    const { keyboard } = page
    /** Tabs on until a control with this name has the focus. */
    async function tabTo(name: RegExp): Promise<void> {
      for (let presses = 0; presses < 40; presses += 1) {
        await keyboard.press('Tab')
        const focused = await page.evaluate(() => {
          const here = document.activeElement as HTMLInputElement | null
          const group = here?.type === 'radio' ? here.closest('fieldset')?.querySelector('legend')?.textContent : ''
          return `${group ?? ''} ${here?.labels?.[0]?.textContent ?? here?.textContent ?? ''}`
        })
        if (name.test(focused)) return
      }
      throw new Error(`no way by Tab to ${name}`)
    }
    async function type(name: RegExp, text: string): Promise<void> {
      await tabTo(name)
      await keyboard.type(text)
    }
    async function choose(name: RegExp, steps: number): Promise<void> {
      await tabTo(name)
      await keyboard.press('Space')
      for (let step = 0; step < steps; step += 1) await keyboard.press('ArrowRight')
    }
    await type(/姓名/, '林示例')
    await type(/证件号码/, '11010519491231002x')
    await type(/手机号码/, '13800000000')
    await keyboard.press('Enter')
    await new Form(page).at(1)
    await choose(/现在在杭州吗/, 0)
    await tabTo(/居住的区/)
    await keyboard.press('ArrowDown')
    await tabTo(/下一步/)
    await keyboard.press('Enter')
    await new Form(page).at(2)
    await choose(/是否到过杭州以外/, 1)
    await tabTo(/下一步/)
    await keyboard.press('Enter')
    await new Form(page).at(3)
    await choose(/确诊病人/, 1)
    await choose(/正在隔离/, 1)
    await choose(/是否有下列症状/, 1)
    await tabTo(/下一步/)
    await keyboard.press('Enter')
    await new Form(page).at(4)
    await tabTo(/我已阅读并承诺/)
    await keyboard.press('Space')
    await keyboard.press('Enter')
    await expect(page.getByText('绿码', { exact: true }).first()).toBeVisible()
  })

  test('loses nothing by a reload but the pledge, and a step back is a step back (R13)', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.who('M00000001')
    await form.next()
    await form.where()
    await page.reload()
    await form.at(1)
    await expect(page.getByLabel('居住的区、县（市）', { exact: true })).toHaveValue('330106')
    await page.goBack()
    await form.at(0)
    await expect(page.getByLabel('证件号码', { exact: true })).toHaveValue('M00000001')
    expect(page.url()).not.toContain('M00000001')
  })

  test('of a document that another account has leads to the share code (R6)', async ({ page, bundle }) => {
    await applied(bundle, await bundle.token({ sub: 'other', scope: 'citizen' }), 'M00000001')
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.who('M00000001')
    await form.next()
    await form.where()
    await form.next()
    await form.nowhere()
    await form.next()
    await form.well()
    await form.next()
    await form.pledged()
    await form.send()
    await expect(page.getByRole('alert')).toContainText('该证件已申领健康码')
    // Nothing half under the bar at the top, which would be a small target.
    await page.evaluate(() => scrollTo(0, 0))
    await isAccessible(page)
    await page.getByRole('alert').getByRole('button', { name: '用分享码添加' }).click()
    await expect(page.getByRole('heading', { name: '用分享码添加' })).toBeVisible()
  })

  test('keeps all that was typed when there is no network, and goes on afterwards', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.goto('/#/me/apply')
    const form = new Form(page)
    await form.who('M00000001')
    await form.next()
    await form.where()
    await form.next()
    await form.nowhere()
    await form.next()
    await form.well()
    await form.next()
    await form.pledged()
    await page.route('**/v1/applications', (route) => route.abort())
    await form.send()
    await expect(page.getByRole('alert')).toContainText('连不上网络')
    await page.unroute('**/v1/applications')
    await page.getByRole('alert').getByRole('button', { name: '重试' }).click()
    await expect(page.getByText('绿码', { exact: true }).first()).toBeVisible()
  })

  test('of an entrant asks how they come (R3)', async ({ page, bundle }) => {
    await loggedIn(page, bundle, SELF)
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/#/me/apply?step=where')
    await page.getByLabel(zh.coming, { exact: true }).check()
    await page.getByLabel('到达日期').fill(MORNING.slice(0, 10))
    await page.getByLabel(zh.province, { exact: true }).selectOption('310000')
    await page.getByLabel('交通方式').selectOption('rail')
    await page.getByLabel('将居住的区、县（市）').selectOption('330110')
    await isAccessible(page)
    await fitsWidth(page)
    await new Form(page).next()
    await new Form(page).at(2)
  })
})

test.describe('the re-application', () => {
  test('warns, asks once more, and shows before and after; it is the only one (R16, R19)', async ({ page, bundle }) => {
    const token = await loggedIn(page, bundle, SELF)
    const person = await applied(bundle, token, 'M00000001')
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto('/#/me')
    await page.getByRole('link', { name: /重新申报/ }).click()
    await expect(page.getByText('每人只有 1 次重新申报的机会，这是唯一的一次。')).toBeVisible()
    const form = new Form(page)
    await form.where()
    await isAccessible(page)
    await fitsWidth(page)
    await form.next()
    await form.stay('330000', '330300', '2020-02-01', '2020-02-05')
    await form.next()
    await form.well()
    await form.next()
    await form.pledged()
    const send = page.getByRole('button', { name: '提交重新申报' })
    await send.click()
    const dialog = page.getByRole('dialog', { name: '确定用掉唯一的一次机会？' })
    await isAccessible(page)
    await dialog.getByRole('button', { name: '取消' }).click()
    expect((await bundle.get(`/v1/people/${person}/code`, token)).body.reapplication).toBe('available')
    await send.click()
    await dialog.getByRole('button', { name: '提交重新申报' }).click()
    await expect(page.getByRole('heading', { name: '重新申报已提交' })).toBeFocused()
    await expect(page.getByRole('region', { name: '新增的原因' })).toContainText('黄码')
    await isAccessible(page)
    await fitsWidth(page)
    await page.getByRole('button', { name: '我的健康码' }).click()
    await expect(page.getByText('黄码', { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: /重新申报/ })).toHaveCount(0)
    await page.goto(`/#/me/${person}/again`)
    await expect(page.getByText('重新申报的机会已经用过。')).toBeVisible()
  })

  test('that was used meanwhile leads to the review', async ({ page, bundle }) => {
    const token = await loggedIn(page, bundle, SELF)
    const person = await applied(bundle, token, 'M00000001')
    await page.goto(`/#/me/${person}/again`)
    const form = new Form(page)
    await form.where()
    await form.next()
    await form.nowhere()
    await form.next()
    await form.well()
    await form.next()
    const other = { ...declaration('M00000001', { district: '330105' }) } as Record<string, unknown>
    delete other['person']
    expect((await bundle.post(`/v1/people/${person}/reapplication`, other, token)).status).toBe(200)
    await form.pledged()
    await page.getByRole('button', { name: '提交重新申报' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '提交重新申报' }).click()
    await page.getByRole('button', { name: '申请复核' }).click()
    await expect(page).toHaveURL(/\/reviews\/new$/)
  })
})

test('a child is declared by its own document, and becomes the second code (R68)', async ({ page, bundle }) => {
  const token = await loggedIn(page, bundle, SELF)
  await applied(bundle, token, 'M00000001')
  await page.goto('/#/me')
  await page.getByText('替家人申领').click()
  const form = new Form(page)
  await page.getByLabel('子女', { exact: true }).check()
  await form.who(passport('M00000002').number)
  await form.next()
  await form.where()
  await form.next()
  await form.nowhere()
  await form.next()
  await form.well()
  await form.next()
  await form.pledged()
  await form.send()
  await expect(page.getByRole('tab', { selected: true })).toContainText('子女')
})
