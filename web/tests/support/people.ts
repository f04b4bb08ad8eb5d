/** People who are made up, and places, settled through the API. */
import type { Bundle } from './bundle'

/** A passport of nobody. */
export function passport(number: string): { type: string; number: string; country: string } {
  return { type: 'passport', number, country: 'KR' }
}

/** A declaration of somebody healthy who was nowhere, with what a test changes about it. */
export function declaration(number: string, changes: object = {}): object {
  return {
    person: { relation: 'self', name: '林示例', phone: '13800000000', document: passport(number) },
    presence: 'in-hangzhou',
    district: '330106',
    travel: [],
    contact: { confirmed_case: false, quarantined_cohabitant: false },
    health: { temperature_c: 36.5, symptoms: [], chronic: [] },
    pledge: { accepted: true, version: '2020-02-11' },
    ...changes,
  }
}

/** A stay in 湖北, for a red code of 14 days. */
export const FROM_HUBEI = { travel: [{ place: '420100', from: '2020-02-01', to: '2020-02-05' }] }
/** A stay in 温州, for a yellow code of 7 days. */
export const FROM_WENZHOU = { travel: [{ place: '330300', from: '2020-02-01', to: '2020-02-05' }] }

/** Applies, and gives the id of the person. */
export async function applied(bundle: Bundle, token: string, number: string, changes: object = {}): Promise<string> {
  const answer = await bundle.post('/v1/applications', declaration(number, changes), token)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer))
  return answer.body.person_id as string
}

/** Creates a place of a district. */
export async function placed(bundle: Bundle, place: string, type = 'community', district = '330106'): Promise<void> {
  const officer = await bundle.token({ sub: 'officer', scope: 'district', district })
  const answer = await bundle.put(`/v1/places/${place}`, { name: `示例 ${place}`, type, district }, officer)
  if (answer.status >= 300) throw new Error(JSON.stringify(answer))
}
