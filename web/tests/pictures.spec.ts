/**
 * The pictures of docs/pages.md, taken anew by `npm run pictures`: pages as they are, of people who are made up.
 */
import { applied, expect, FROM_HUBEI, FROM_WENZHOU, inEnglish, loggedIn, MORNING, placed, test, type Page } from './support'
import { atGate, holder, passOf, wedged } from './support/gate'
import { atDesk, doubted, ofCity, ofDistrict } from './support/office'
import { morning } from './support/red'

const FOLDER = '../docs/pictures'

test.skip(process.env.PICTURES === undefined, 'npm run pictures')
test.use({ contextOptions: { reducedMotion: 'reduce' } })

async function taken(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' })
}

test('a citizen', async ({ page, bundle }) => {
  const token = await loggedIn(page, bundle, { sub: 'citizen', scope: 'citizen' })
  await applied(bundle, token, 'DEMO0001')
  await page.goto('/#/me')
  await expect(page.getByText('绿码').first()).toBeVisible()
  await taken(page, 'code-green')
  await page.goto('/#/me/apply')
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await taken(page, 'declaration')
  await page.goto('/#/guidance')
  await taken(page, 'guidance')
})

test('a citizen with a red code, in English', async ({ page, bundle }) => {
  const token = await loggedIn(page, bundle, { sub: 'citizen', scope: 'citizen' })
  await inEnglish(page)
  const person = await applied(bundle, token, 'DEMO0002', FROM_HUBEI)
  for (const day of [11, 12, 13]) {
    await bundle.setClock(morning(day))
    await bundle.post(`/v1/people/${person}/check-ins`, { temperature_c: 36.6, symptoms: [], chronic: [] }, token)
  }
  await page.goto('/#/me')
  await expect(page.getByText('Red').first()).toBeVisible()
  await taken(page, 'code-red')
  await page.goto(`/#/me/${person}/why`)
  await expect(page.getByRole('progressbar').first()).toBeVisible()
  await taken(page, 'why')
  await page.goto(`/#/me/${person}/history`)
  await page.getByRole('button', { name: /verify|check/i }).first().click()
  await taken(page, 'history')
})

test('a checkpoint', async ({ page, bundle }) => {
  await atGate(page, bundle)
  await taken(page, 'gate')
  const green = await holder(bundle)
  await wedged(page, await passOf(bundle, green))
  await page.getByRole('dialog', { name: '待补充' }).waitFor()
  await taken(page, 'verdict-missing')
  await page.getByRole('button', { name: '证件已核对' }).click()
  await page.getByRole('dialog', { name: '放行' }).waitFor()
  await taken(page, 'verdict-admit')
  await page.keyboard.press(' ')
  await wedged(page, await passOf(bundle, await holder(bundle, 'M00000002', FROM_HUBEI)))
  await page.getByRole('dialog').waitFor()
  await taken(page, 'verdict-refer')
})

test('an office', async ({ bundle, browser }) => {
  await bundle.setClock('2020-02-10T10:00:00+08:00')
  await bundle.setClock(MORNING)
  const { review } = await doubted(bundle)
  await doubted(bundle, 'DEMO0004')
  const citizen = await bundle.token({ sub: 'others', scope: 'citizen' })
  for (const [number, stay] of [['DEMO0005', {}], ['DEMO0006', {}], ['DEMO0007', FROM_WENZHOU]] as const) {
    await applied(bundle, citizen, number, {
      ...stay,
      person: { relation: 'other', name: '林示例', phone: '13800000000', document: { type: 'passport', number, country: 'KR' } },
    })
  }
  const page = await atDesk(browser, bundle, ofDistrict('one'))
  await page.goto('/#/office')
  await expect(page.getByRole('table').first()).toBeVisible()
  await taken(page, 'queue')
  await page.goto(`/#/office/reviews/${review}`)
  await expect(page.getByRole('heading').first()).toBeVisible()
  await taken(page, 'case')
  await placed(bundle, 'estate-1')
  const gate = await bundle.token({ sub: 'gate', scope: 'checkpoint', district: '330106' })
  const people = await bundle.get('/v1/people', citizen)
  for (const time of ['08:00:00', '08:01:01', '09:30:00', '09:31:01']) {
    await bundle.setClock(`2020-02-11T${time}+08:00`)
    for (const { person_id: person } of people.body.people as { person_id: string }[]) {
      const code = await bundle.get(`/v1/people/${person}/code`, citizen)
      const scan = { place_id: 'estate-1', direction: 'entry', token: code.body.pass.token, presented: ['identity-document'] }
      await bundle.post('/v1/verifications', scan, gate)
    }
  }
  await bundle.setClock('2020-02-12T00:05:00+08:00')
  await bundle.countdown()
  await bundle.setClock('2020-02-12T09:00:00+08:00')
  const city = await atDesk(browser, bundle, ofCity('two'))
  await city.goto('/#/office/policy')
  await expect(city.getByRole('textbox').first()).toBeVisible()
  await taken(city, 'policy')
  await city.goto('/#/office/dashboard')
  await expect(city.locator('[role=img] svg')).toHaveCount(4)
  await taken(city, 'dashboard')
})
