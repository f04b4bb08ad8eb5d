/** The countries and regions of ISO 3166-1 by name, as the browser knows them: no list of ours to grow old. */

export interface Country {
  code: string
  name: string
}

/** Codes that the browser has names for and that no passport comes from: unions, reserved and user-assigned. */
const NO_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' '))
/** Withdrawn codes, which browsers still name. */
const WITHDRAWN = new Set('AN BU CS DD DY FX HV NH NT RH SU TP UK VD YD YU ZR'.split(' '))

const byLanguage = new Map<string, Country[]>()

/** All of them in the order of their names. */
export function countries(language: string): Country[] {
  const known = byLanguage.get(language)
  if (known) return known
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const all = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code) && !WITHDRAWN.has(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => one.name.localeCompare(other.name, language))
  byLanguage.set(language, all)
  return all
}
