/** Reads a version of the policy, and asks the local bundle what one would change. */
import { answered, api, type Shape } from '../../api/client'
import { Problem } from '../../api/problem'
import { language } from '../../i18n'

/** A version and where it stands. */
export interface Version {
  document: Shape<'PolicyBody'>
  status: Shape<'PolicyStatus'>
}

/** The policy in force. Never from what the browser kept: an approval counts at once. */
export async function readCurrent(): Promise<Version> {
  return versioned(api.GET('/v1/policies/current', { cache: 'no-cache' }))
}

/** A version by its name, whether it was approved or only proposed. */
export async function readVersion(version: string): Promise<Version> {
  return versioned(api.GET('/v1/policies/{version}', { params: { path: { version } }, cache: 'no-cache' }))
}

async function versioned(
  asked: Promise<{ data?: Shape<'PolicyBody'>; error?: unknown; response: Response }>,
): Promise<Version> {
  let status: Shape<'PolicyStatus'> = 'proposed'
  const document = await answered(
    asked.then((answer) => {
      if (answer.response.headers.get('x-policy-status') === 'approved') status = 'approved'
      return answer
    }),
  )
  return { document, status }
}

/** Whom a policy would turn from which colour to which. */
export interface DryRun {
  version: string
  first_day: string
  examined: number
  changes: { from: Shape<'Colour'>; to: Shape<'Colour'>; people: number }[]
}

/** Tries a policy on everybody, changing nothing. Of the local bundle only; it is not in the contract. */
export async function dryRun(document: unknown): Promise<DryRun> {
  let answer: Response
  try {
    answer = await fetch('/dev/policies/dry-run', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language() },
      body: JSON.stringify(document),
    })
  } catch {
    throw Problem.unreachable()
  }
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw Problem.of(answer, body)
  return body as DryRun
}
