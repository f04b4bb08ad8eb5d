/**
 * The API as `docs/openapi.json` describes it. Types are generated from there (`npm run types`), so a page
 * cannot ask for what the contract does not have.
 */
import createClient, { type Middleware } from 'openapi-fetch'

import { language } from '../i18n'
import { accessToken, tokenRefused } from '../session'
import { Problem } from './problem'
import type { components, paths } from './schema'

/** A shape of the contract by its name: `Shape<'CodeView'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

const asWhoIsLoggedIn: Middleware = {
  async onRequest({ request }) {
    const token = await accessToken()
    if (token) request.headers.set('authorization', `Bearer ${token}`)
    request.headers.set('accept-language', language())
    return request
  },
  async onResponse({ response }) {
    if (response.status === 401) await tokenRefused()
  },
}

/** `GET`, `POST` and `PUT` of every route. Give their promise to {@link answered}. */
export const api = createClient<paths>({ baseUrl: '' })
api.use(asWhoIsLoggedIn)

/**
 * The body of a successful answer.
 *
 * @throws {Problem} for everything else, a missing network too.
 */
export async function answered<Data>(
  asked: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  let answer
  try {
    answer = await asked
  } catch (error) {
    if (error instanceof Problem) throw error
    throw Problem.unreachable()
  }
  if (answer.response.ok) return answer.data as Data
  throw Problem.of(answer.response, answer.error)
}

/** Headers of a POST that may be sent again: the same key, the same answer, and no second effect. */
export function keyed(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key }
}
