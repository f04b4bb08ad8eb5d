/** Asks for the counts of a period. */
import { Problem } from '../api/problem'
import { language } from '../i18n'
import { accessToken } from '../session'
import type { Statistics } from './counts'

/** Counts from one day to another, both of them in it. */
export async function readStatistics(from: string, to: string): Promise<Statistics> {
  const token = await accessToken()
  let answer: Response
  try {
    answer = await fetch(`/v1/statistics?${new URLSearchParams({ from, to })}`, {
      headers: { authorization: `Bearer ${token ?? ''}`, 'accept-language': language() },
    })
  } catch {
    throw Problem.unreachable()
  }
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw Problem.of(answer, body)
  return body as Statistics
}
