import { atGate, done, holder, passOf, scansOf, staffed, wedged } from './support/gate'
import { expect, FROM_HUBEI, FROM_WENZHOU, passport, placed, test } from './support'

test.describe('the place', () => {
  test('is typed, its rule is shown, and it is remembered', async ({ page, bundle }) => {
    await placed(bundle, 'estate-1')
    await staffed(page, bundle)
    await page.goto('/#/gate')
    await page.getByLabel('场所编号').fill('一号')
    await page.getByRole('button', { name: '使用这个地点' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '不是场所编号' })).toBeVisible()
    await page.getByLabel('场所编号').fill('estate-1')
    await page.keyboard.press('Enter')
    const rule = page.getByRole('region', { name: '示例 estate-1' })
    await expect(rule).toContainText('绿码 + 身份证件')
    await expect(rule).toContainText('进 · 出')
    await page.goto('/#/gate')
    await page.getByRole('button', { name: /示例 estate-1/ }).click()
    await expect(rule).toBeVisible()
  })

  test('is opened by a link that is pasted or scanned by hand', async ({ page, bundle }) => {
    await placed(bundle, 'estate-1')
    await staffed(page, bundle)
    await page.goto('/#/gate')
    await expect(page.getByLabel('场所编号')).toBeVisible()
    await wedged(page, `${bundle.url}/#/gate/estate-1`)
    await expect(page.getByRole('heading', { name: '示例 estate-1' })).toBeVisible()
    await expect(page).toHaveURL(/#\/gate\/estate-1$/)
  })

  test('shows its rule on the whole screen, with authority, date and version (R51)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await page.getByRole('button', { name: '出示规定' }).click()
    const shown = page.getByRole('dialog', { name: '示例 estate-1' })
    await expect(shown).toContainText('绿码并出示身份证件')
    await expect(shown).toContainText('杭州市疫情防控工作领导小组办公室')
    await expect(shown).toContainText('2月11日')
    await expect(shown).toContainText('规定版本 2020-02-11')
    await page.keyboard.press('Escape')
    await expect(shown).toBeHidden()
  })

  test('that is not there is told', async ({ page, bundle }) => {
    await staffed(page, bundle)
    await page.goto('/#/gate/nowhere')
    await expect(page.getByRole('alert').first()).toContainText('没有这个地点')
    await expect(page.getByLabel('场所编号')).toBeVisible()
  })

  test('of another district is told before anybody is scanned, and after (R43)', async ({ page, bundle }) => {
    await placed(bundle, 'estate-1')
    await staffed(page, bundle, '330110')
    await page.goto('/#/gate/estate-1')
    await expect(page.getByRole('alert')).toContainText('您的账号属于 330110')
    await wedged(page, 'anything')
    const failed = page.getByRole('dialog', { name: '没有查验' })
    await expect(failed).toContainText('这个地点不在您的区县')
    await failed.getByRole('button', { name: '换地点' }).click()
    await expect(page.getByLabel('场所编号')).toBeVisible()
  })
})

test.describe('the verdict', () => {
  test('admits when the missing identity document was added by its button, as one scan (R53)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    const green = await holder(bundle)
    await wedged(page, await passOf(bundle, green))
    const undecided = page.getByRole('dialog', { name: '待补充' })
    await expect(undecided).toContainText('林XX')
    await expect(undecided).toContainText('0001')
    await expect(undecided).toContainText('绿码')
    await undecided.getByRole('button', { name: '证件已核对' }).click()
    await expect(page.getByRole('dialog', { name: '放行' })).toBeVisible()
    expect((await scansOf(bundle, green)).map(({ outcome }) => outcome)).toEqual(['admit'])
    await page.keyboard.press(' ')
    const tally = page.getByRole('region', { name: '今日本机' })
    await expect(tally.getByRole('listitem').filter({ hasText: '放行' })).toContainText('1')
    await expect(tally.getByRole('listitem').filter({ hasText: '待补充' })).toContainText('0')
  })

  test('takes a lease as a proof as good as any (R54)', async ({ page, bundle }) => {
    await atGate(page, bundle, 'estate-2', { district: '330110' })
    await wedged(page, await passOf(bundle, await holder(bundle)))
    await page.getByRole('button', { name: '证件已核对' }).click()
    await expect(page.getByRole('button', { name: '证件已核对' })).toBeHidden()
    for (const proof of ['居住通行证', '工作证', '房产证']) {
      await expect(page.getByRole('button', { name: proof })).toBeVisible()
    }
    await page.getByRole('button', { name: '租房合同' }).click()
    await expect(page.getByRole('dialog', { name: '放行' })).toBeVisible()
  })

  test('asks for temperature and proof on the way in only (R57)', async ({ page, bundle }) => {
    await bundle.setClock('2020-02-18T09:00:00+08:00')
    await atGate(page, bundle, 'estate-3', { district: '330182' })
    const green = await holder(bundle)
    await wedged(page, await passOf(bundle, green))
    await page.getByRole('button', { name: '工作证' }).click()
    await page.getByRole('button', { name: '录入体温' }).click()
    for (const digit of ['3', '6', '5']) await page.getByRole('button', { name: digit, exact: true }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await expect(page.getByRole('dialog', { name: '放行' })).toContainText('体温 36.5 ℃')
    await done(page)
    await page.getByText('离开', { exact: true }).click()
    await expect(page.getByText('这个方向不查验')).toBeVisible()
    await wedged(page, await passOf(bundle, green))
    await expect(page.getByRole('dialog', { name: '放行' })).toBeVisible()
  })

  test('waits for a check-in that can still be done (R60)', async ({ page, bundle }) => {
    await bundle.setClock('2020-02-18T09:00:00+08:00')
    await atGate(page, bundle, 'works-1', { type: 'workplace', district: '330182' })
    const green = await holder(bundle)
    await wedged(page, await passOf(bundle, green))
    await expect(page.getByRole('dialog', { name: '待补充' })).toContainText('今天还没有打卡')
    await page.getByRole('button', { name: '再查一次' }).click()
    await expect(page.getByRole('dialog', { name: '待补充' })).toBeVisible()
    await bundle.post(`/v1/people/${green.person}/check-ins`, { temperature_c: 36.5, symptoms: [], chronic: [] }, green.token)
    await page.getByRole('button', { name: '再查一次' }).click()
    await expect(page.getByRole('dialog', { name: '放行' })).toBeVisible()
  })

  test('turns an expired pass back (R45)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    const pass = await passOf(bundle, await holder(bundle))
    await bundle.setClock('2020-02-11T09:05:01+08:00')
    await wedged(page, pass)
    const verdict = page.getByRole('dialog', { name: '劝返' })
    await expect(verdict).toContainText('码已过期')
    await expect(verdict).not.toContainText('林XX')
  })

  test('turns a pass that was used at another place back (R45)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await placed(bundle, 'metro', 'transit')
    const pass = await passOf(bundle, await holder(bundle))
    const staff = await bundle.token({ sub: 'other', scope: 'checkpoint', district: '330106' })
    const first = await bundle.post('/v1/verifications', { place_id: 'metro', direction: 'entry', token: pass }, staff)
    expect(first.body.outcome).toBe('admit')
    await wedged(page, pass)
    await expect(page.getByRole('dialog', { name: '劝返' })).toContainText('码已在别处使用')
  })

  test('turns a forged text back (R45)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await page.getByLabel('扫码枪或粘贴').fill('https://example.org/code')
    await page.getByRole('button', { name: '查验', exact: true }).click()
    await expect(page.getByRole('dialog', { name: '劝返' })).toContainText('码无效')
  })

  for (const [colour, word, travel] of [['yellow', '黄码', FROM_WENZHOU], ['red', '红码', FROM_HUBEI]] as const) {
    test(`refers a ${colour} code, and does not turn it back (R50)`, async ({ page, bundle }) => {
      await atGate(page, bundle)
      await wedged(page, await passOf(bundle, await holder(bundle, 'M00000001', travel)))
      const verdict = page.getByRole('dialog', { name: '转人工处置' })
      await expect(verdict).toContainText(word)
      await expect(verdict).toContainText('请服从卡点工作人员安排')
    })
  }

  test('refers a temperature of 37.3 that was taken before the scan, green or not (R58)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    const green = await holder(bundle)
    await page.getByRole('button', { name: '先录体温' }).click()
    await page.keyboard.type('373')
    await page.keyboard.press('Enter')
    await expect(page.getByText('体温 37.3 ℃')).toBeVisible()
    await wedged(page, await passOf(bundle, green))
    const verdict = page.getByRole('dialog', { name: '转人工处置' })
    await expect(verdict).toContainText('体温偏高')
    await expect(verdict).toContainText('绿码')
    await done(page)
    await expect(page.getByRole('button', { name: '先录体温' }), 'for one person only').toBeVisible()
  })
})

test.describe('without a phone', () => {
  test('a document is verified, and its faults stand beside its fields (R71)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await holder(bundle)
    await page.getByRole('button', { name: '查证件' }).click()
    const sheet = page.getByRole('dialog', { name: '查证件' })
    await sheet.getByLabel('证件号码').fill('330106188903071239')
    await sheet.getByRole('button', { name: '查验这个证件' }).click()
    await expect(sheet.getByRole('alert').filter({ hasText: '校验码' })).toBeVisible()
    await expect(sheet.getByLabel('证件号码')).toBeFocused()
    await sheet.getByLabel('证件类型').selectOption({ label: '护照' })
    await sheet.getByLabel('证件号码').fill('m00000001')
    await sheet.getByRole('button', { name: '查验这个证件' }).click()
    await expect(sheet.getByRole('alert').filter({ hasText: '护照要选' })).toBeVisible()
    await sheet.getByLabel('签发国家').selectOption('KR')
    await sheet.getByRole('button', { name: '查验这个证件' }).click()
    await expect(page.getByRole('dialog', { name: '放行' })).toContainText('林XX')
    await done(page)
    await page.getByRole('button', { name: '查证件' }).click()
    await expect(sheet.getByLabel('证件号码'), 'a number is not left for the next one to read').toHaveValue('')
  })

  test('what only the service finds wrong with a document stands at its field too', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await page.route('**/v1/verifications', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: { title: '内容有误', code: 'not-acceptable', detail: '', errors: [{ pointer: '#/document/number', code: 'format', detail: '请照证件填写。' }] },
      }),
    )
    await page.getByRole('button', { name: '查证件' }).click()
    await page.getByLabel('证件类型').selectOption('taiwan-permit')
    await page.getByLabel('证件号码').fill('12345678')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').filter({ hasText: '请照证件填写。' })).toBeVisible()
    await expect(page.getByLabel('证件号码')).toHaveValue('12345678')
  })

  test('a person with neither code nor document is referred, and at the border turned back (R3, R4)', async ({ page, bundle }) => {
    await atGate(page, bundle)
    await page.getByRole('button', { name: '没有码，也没有证件' }).click()
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page.getByRole('dialog', { name: '转人工处置' })).toContainText('没有健康码')
    await done(page)
    await placed(bundle, 'border', 'city-entry')
    await page.goto('/#/gate/border')
    await page.getByRole('button', { name: '没有码，也没有证件' }).click()
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page.getByRole('dialog', { name: '劝返' })).toContainText('必须持码')
  })

  test('a document with the code tells a borrower, before the scan and after (R44)', async ({ page, bundle }) => {
    await atGate(page, bundle, 'metro', { type: 'transit' })
    const green = await holder(bundle)
    const borrower = passport('M00000002')
    const enter = async (): Promise<void> => {
      await page.getByLabel('证件类型').selectOption(borrower.type)
      await page.getByLabel('签发国家').selectOption(borrower.country)
      await page.getByLabel('证件号码').fill(borrower.number)
    }
    await wedged(page, await passOf(bundle, green))
    await page.getByRole('button', { name: '比对证件号' }).click()
    await enter()
    await page.getByRole('button', { name: '比对', exact: true }).click()
    await expect(page.getByRole('dialog', { name: '劝返' })).toContainText('人证不符')
    await done(page)
    await page.getByRole('button', { name: '查证件' }).click()
    await enter()
    await page.getByRole('button', { name: '再扫码，与证件比对' }).click()
    await expect(page.getByText('尾号 0002 的证件比对')).toBeVisible()
    await wedged(page, await passOf(bundle, green))
    await expect(page.getByRole('dialog', { name: '劝返' })).toContainText('人证不符')
  })
})
