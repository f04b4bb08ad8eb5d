import { atGate, holder, passOf, wedged } from './support/gate'
import { expect, fitsWidth, FROM_HUBEI, inEnglish, isAccessible, placed, test } from './support'

const LANGUAGES = {
  'zh-CN': { admit: '放行', refuse: '劝返', refer: '转人工处置', undecided: '待补充', failed: '没有查验', seen: '证件已核对', rule: '出示规定', temperature: '先录体温', cancel: '取消', close: '关闭', document: '查证件', noCode: '没有码，也没有证件', place: '场所编号' },
  en: { admit: 'Admit', refuse: 'Turn back', refer: 'Refer to staff', undecided: 'Something missing', failed: 'Not verified', seen: 'Document seen, it matches', rule: 'Show the rule', temperature: 'Temperature first', cancel: 'Cancel', close: 'Close', document: 'By document', noCode: 'No code, no document', place: 'Number of the place' },
} as const

for (const [language, words] of Object.entries(LANGUAGES)) {
  for (const [width, height, isLarge] of [[320, 640, true], [320, 640, false], [1280, 800, false]] as const) {
    test(`every state is complete and accessible in ${language} at ${width} px${isLarge ? ' with large text' : ''}`, async ({ page, bundle }) => {
      test.slow()
      await page.setViewportSize({ width, height })
      if (language === 'en') await inEnglish(page)
      if (isLarge) await page.addInitScript(() => { localStorage.setItem('large', 'yes') })
      const looksWell = async (name: string): Promise<void> => {
        await isAccessible(page)
        await fitsWidth(page)
        const { SHOTS } = process.env
        if (SHOTS) await page.screenshot({ path: `${SHOTS}/${language}-${width}${isLarge ? '-large' : ''}-${name}.png` })
      }
      const verdict = async (outcome: keyof typeof words, code: string): Promise<void> => {
        await wedged(page, code)
        await expect(page.getByRole('dialog', { name: words[outcome], exact: true })).toBeVisible()
        await looksWell(outcome)
      }
      await placed(bundle, 'estate-2', 'community', '330110')
      await atGate(page, bundle, 'estate-1', { district: '330110' })
      await looksWell('desk')
      await page.getByRole('button', { name: words.rule }).click()
      await looksWell('rule')
      await page.getByRole('button', { name: words.close }).click()
      await page.getByRole('button', { name: words.temperature }).click()
      await page.keyboard.type('373')
      await looksWell('temperature')
      await page.getByRole('button', { name: words.cancel }).click()
      await page.getByRole('button', { name: words.noCode }).click()
      await looksWell('no-code')
      await page.getByRole('button', { name: words.cancel }).click()
      await page.getByRole('button', { name: words.document }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('x')
      await page.keyboard.press('Enter')
      await looksWell('document')
      await page.getByRole('button', { name: words.cancel }).click()

      const green = await holder(bundle)
      const red = await holder(bundle, 'M00000002', FROM_HUBEI)
      await verdict('refer', await passOf(bundle, red))
      await verdict('refuse', 'forged-code')
      await verdict('undecided', await passOf(bundle, green))
      await page.getByRole('button', { name: words.seen }).click()
      await page.getByRole('button', { name: language === 'en' ? 'Lease' : '租房合同' }).click()
      await expect(page.getByRole('dialog', { name: words.admit })).toBeVisible()
      await looksWell('admit')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.route('**/v1/verifications', (route) => route.abort())
      await verdict('failed', 'another-code')
      await page.keyboard.press('Escape')
      await page.goto('/#/gate')
      await expect(page.getByLabel(words.place)).toBeVisible()
      await looksWell('choose')
    })
  }
}

test('everything goes by keyboard alone', async ({ page, bundle }) => {
  await placed(bundle, 'estate-1')
  await atGate(page, bundle, 'estate-2')
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  // To another place.
  await page.getByRole('button', { name: '换地点' }).focus()
  await press('Enter')
  await page.getByLabel('场所编号').focus()
  await page.keyboard.type('estate-1')
  await press('Enter')
  await expect(page.getByRole('heading', { name: '示例 estate-1' })).toBeVisible()
  // Out, and in again.
  await page.getByRole('radio', { name: '进入' }).focus()
  await press('ArrowRight')
  await expect(page.getByRole('radio', { name: '离开' })).toBeChecked()
  await press('ArrowLeft', 'Tab')
  // A temperature.
  await expect(page.getByRole('button', { name: '先录体温' })).toBeFocused()
  await press('Enter', '3', '6', '8', 'Enter')
  await expect(page.getByText('体温 36.8 ℃')).toBeVisible()
  // A verdict, completed and left.
  await wedged(page, await passOf(bundle, await holder(bundle)))
  await expect(page.getByRole('heading', { name: '待补充' })).toBeFocused()
  await press('Tab')
  await expect(page.getByRole('button', { name: '证件已核对' })).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('heading', { name: '放行' })).toBeFocused()
  await press('Space')
  await expect(page.getByRole('dialog')).toBeHidden()
  // A document.
  await page.getByRole('button', { name: '查证件' }).focus()
  await press('Enter')
  await expect(page.getByLabel('证件类型')).toBeFocused()
  await press('Escape')
  await expect(page.getByRole('button', { name: '查证件' })).toBeFocused()
})
