/** Somebody red at the beginning of February 2020, and the mornings after. */
import { applied, FROM_HUBEI, loggedIn, type Bundle, type Page } from '.'

/** Logs in as a citizen who has just come from 湖北, and gives the id. */
export async function redPerson(page: Page, bundle: Bundle, number = 'M10000001'): Promise<string> {
  const token = await loggedIn(page, bundle, { sub: 'citizen', scope: 'citizen' })
  return applied(bundle, token, number, FROM_HUBEI)
}

/** A day of February 2020, in the morning. */
export function morning(day: number): string {
  return new Date(Date.UTC(2020, 1, day, 1)).toISOString()
}
