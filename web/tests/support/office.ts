/** Officers at their desks, and what waits for them. */
import type { Browser, Page } from '@playwright/test'

import type { Bundle } from './bundle'
import { expect, loggedIn } from './index'
import { applied, FROM_HUBEI, passport } from './people'

/** A district's officer by name; of 西湖 unless another is said. */
export function ofDistrict(sub: string, district = '330106') {
  return { sub, scope: 'district', district }
}

/** An officer of the city by name. */
export function ofCity(sub: string) {
  return { sub, scope: 'city' }
}

/** Another officer at another desk: a browser context of their own, with what was opened there. */
export async function atDesk(
  browser: Browser,
  bundle: Bundle,
  claims: { sub: string; scope: string; district?: string },
): Promise<Page> {
  const context = await browser.newContext({ baseURL: bundle.url, viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await loggedIn(page, bundle, claims)
  return page
}

/** Somebody from 湖北 whose code is red, and who doubts it. */
export async function doubted(
  bundle: Bundle,
  number = 'DEMO0001',
): Promise<{ person: string; review: string; citizen: string }> {
  const citizen = await bundle.token({ sub: `citizen-${number}`, scope: 'citizen' })
  const person = await applied(bundle, citizen, number, FROM_HUBEI)
  const body = { ground: 'not-my-travel', statement: '那几天我在家。', phone: '13800000000', district: '330106' }
  const answer = await bundle.post(`/v1/people/${person}/reviews`, body, citizen)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer))
  return { person, review: answer.body.review_id as string, citizen }
}

/** The colour of a person's code now. */
export async function colourOf(bundle: Bundle, person: string, citizen: string): Promise<string> {
  return (await bundle.get(`/v1/people/${person}/code`, citizen)).body.colour as string
}

/** A record that contradicts what somebody declared; gives the person. */
export async function contradicted(bundle: Bundle, number = 'DEMO0001'): Promise<{ person: string; citizen: string }> {
  const citizen = await bundle.token({ sub: `citizen-${number}`, scope: 'citizen' })
  const person = await applied(bundle, citizen, number)
  const registry = await bundle.token({ sub: 'rail', scope: 'registry', org: '91330106MA00000003' })
  const told = await bundle.post(
    '/v1/evidence',
    {
      id: 'rail-1', kind: 'travel-record', document: passport(number), observed_at: '2020-02-11T08:30:00+08:00',
      place: '420100', from: '2020-02-01', to: '2020-02-05',
    },
    registry,
  )
  if (told.status !== 202) throw new Error(JSON.stringify(told))
  return { person, citizen }
}

/** Says yes in the dialog that asks once more. */
export async function confirmed(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog).toBeHidden()
}
