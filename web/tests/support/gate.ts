/** A checkpoint at work: staff logged in, a place chosen, people with passes in front of it. */
import { applied, expect, loggedIn, placed, type Bundle, type Page } from '.'

export const HERE = '330106'

/** What a test changes about how the device scans; by default it waits for staff and has no camera. */
export interface Device {
  sound?: boolean
  nextAfterSeconds?: number
  camera?: boolean
}

/** Staff of a district at the desk of a place, which is created unless it is there. */
export async function atGate(
  page: Page,
  bundle: Bundle,
  place = 'estate-1',
  { type = 'community', district = HERE, device = {} }: { type?: string; district?: string; device?: Device } = {},
): Promise<void> {
  await placed(bundle, place, type, district)
  await staffed(page, bundle, district, device)
  await page.goto(`/#/gate/${place}`)
  await expect(page.getByRole('heading', { name: `示例 ${place}` })).toBeVisible()
}

/** Logged in as staff, without a page yet. */
export async function staffed(page: Page, bundle: Bundle, district = HERE, device: Device = {}): Promise<void> {
  await loggedIn(page, bundle, { sub: 'gate', scope: 'checkpoint', district })
  await page.addInitScript((chosen) => {
    if (localStorage.getItem('kept:gate.preferences')) return
    localStorage.setItem('kept:gate.preferences', JSON.stringify({ nextAfterSeconds: 0, camera: false, ...chosen }))
  }, device)
}

/** Somebody with a code. */
export interface Holder {
  person: string
  token: string
}

/** Somebody who applied just now. */
export async function holder(bundle: Bundle, number = 'M00000001', changes: object = {}): Promise<Holder> {
  const token = await bundle.token({ sub: `citizen-${number}`, scope: 'citizen' })
  return { person: await applied(bundle, token, number, changes), token }
}

/** A fresh pass. */
export async function passOf(bundle: Bundle, { person, token }: Holder): Promise<string> {
  const answer = await bundle.get(`/v1/people/${person}/code`, token)
  return answer.body.pass.token as string
}

/** How often a person was scanned, as they read it. */
export async function scansOf(bundle: Bundle, { person, token }: Holder): Promise<{ outcome: string }[]> {
  const answer = await bundle.get(`/v1/people/${person}/scans`, token)
  return answer.body.scans as { outcome: string }[]
}

/** What a hardware scanner does: it types the code wherever the focus is, and Enter. */
export async function wedged(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

/** Staff are done with this person. */
export async function done(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: '下一位' }).click()
}
