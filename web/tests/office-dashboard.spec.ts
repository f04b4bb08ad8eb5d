import { applied, expect, fitsWidth, inEnglish, isAccessible, loggedIn, placed, test, type Page } from './support'
import { doubted, ofCity, ofDistrict } from './support/office'

/** Counts as the service gives them; that it counts rightly has tests beside the service. */
const COUNTED = {
  days: [
    { day: '2020-02-09', district: '330106', green: 40, yellow: 5, red: 2 },
    { day: '2020-02-11', district: '330106', green: 42, yellow: 4, red: 1 },
    { day: '2020-02-11', district: '330182', green: 7, yellow: 0, red: 3 },
  ],
  hours: [
    { hour: '2020-02-11T07:00:00+08:00', district: '330106', admit: 30, refuse: 2, refer: 1, undecided: 4 },
    { hour: '2020-02-11T09:00:00+08:00', district: '330182', admit: 5, refuse: 0, refer: 1, undecided: 0 },
  ],
}

async function counted(page: Page, what: object = COUNTED): Promise<void> {
  await page.route('**/v1/statistics?*', async (route) => {
    const asked = new URL(route.request().url()).searchParams
    await route.fulfill({ json: { from: asked.get('from'), to: asked.get('to'), ...what } })
  })
}

/** The table of a chart, opened. */
async function tableOf(page: Page, name: string) {
  const card = page.getByRole('region', { name, exact: true }).first()
  await card.getByText('用表格看这些数字').click()
  return card.getByRole('table')
}

test('the city sees colours, gates and reviews as plots, and the same numbers as tables', async ({ page, bundle }) => {
  await doubted(bundle)
  await counted(page)
  await loggedIn(page, bundle, ofCity('team'))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/#/office/dashboard')
  await expect(page.getByRole('img')).toHaveCount(4)
  await expect(page.locator('[role=img] svg')).toHaveCount(4)

  const colours = await tableOf(page, '每天各颜色人数')
  await expect(colours.getByRole('row')).toHaveCount(8)
  await expect(colours.getByRole('row', { name: /02-11/ })).toHaveText(/49.*4.*4/)
  await expect(colours.getByRole('row', { name: /02-10/ })).toContainText('无统计')
  const districts = await tableOf(page, '各区县颜色人数（2月11日周二）')
  await expect(districts.getByRole('row', { name: /建德市/ })).toHaveText(/7.*0.*3/)
  const hours = await tableOf(page, '每小时查验次数')
  await expect(hours.getByRole('row', { name: /02-11 08:00/ })).toHaveText(/0.*0.*0.*0/)
  const reviews = await tableOf(page, '待答复的复核，按已等天数')
  await expect(reviews.getByRole('row').nth(1)).toHaveText(/0.*1.*0/)
  await isAccessible(page)

  await page.getByRole('combobox', { name: '区县' }).selectOption({ label: '建德市' })
  await expect(colours.getByRole('row', { name: /02-11/ })).toHaveText(/7.*0.*3/)
  await page.getByRole('radio', { name: '最近 30 天' }).check()
  await expect(colours.getByRole('row')).toHaveCount(31)
})

test('without any counts it says so, on a phone and in English too', async ({ page, bundle }) => {
  await counted(page, { days: [], hours: [] })
  await loggedIn(page, bundle, ofDistrict('one'))
  await inEnglish(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/#/office/dashboard')
  await expect(page.getByText('Nothing was counted in this period yet.')).toHaveCount(2)
  await expect(page.getByText('No review is open.')).toBeVisible()
  await expect(page.getByLabel('District')).toBeHidden()
  await isAccessible(page)
  await fitsWidth(page)
})

test('nothing moves for whoever wants it still', async ({ page, bundle }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await counted(page)
  await loggedIn(page, bundle, ofDistrict('one'))
  await page.goto('/#/office/dashboard')
  const drawn = page.locator('[role=img] svg').first()
  await expect(drawn).toBeVisible()
  const isStill = await drawn.evaluate(async (chart) => {
    const first = chart.innerHTML
    for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame)
    return chart.innerHTML === first
  })
  expect(isStill).toBe(true)
})

test('what a gate verified and what a night counted is on the district’s dashboard, and only there', async ({ page, bundle }) => {
  const citizen = await bundle.token({ sub: 'citizen', scope: 'citizen' })
  const person = await applied(bundle, citizen, 'DEMO0009')
  await placed(bundle, 'estate-1')
  const gate = await bundle.token({ sub: 'gate', scope: 'checkpoint', district: '330106' })
  // What a process counts it adds once a minute, with the verification that comes then.
  for (const time of ['09:00:00', '09:01:01']) {
    await bundle.setClock(`2020-02-11T${time}+08:00`)
    const code = await bundle.get(`/v1/people/${person}/code`, citizen)
    const scan = { place_id: 'estate-1', direction: 'entry', token: code.body.pass.token, presented: ['identity-document'] }
    expect((await bundle.post('/v1/verifications', scan, gate)).body.outcome).toBe('admit')
  }
  await bundle.setClock('2020-02-12T00:05:00+08:00')
  await bundle.countdown()

  await loggedIn(page, bundle, ofDistrict('one'))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/#/office/dashboard')
  const colours = await tableOf(page, '每天各颜色人数')
  await expect(colours.getByRole('row', { name: /02-12/ })).toHaveText(/1.*0.*0/)
  const hours = await tableOf(page, '每小时查验次数')
  await expect(hours.getByRole('row', { name: /02-11 09:00/ })).toHaveText(/2.*0.*0.*0/)

  const elsewhere = await bundle.token({ sub: 'two', scope: 'district', district: '330110' })
  expect((await bundle.get('/v1/statistics', elsewhere)).body).toMatchObject({ days: [], hours: [] })
})
