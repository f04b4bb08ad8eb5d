/**
 * Says what is wrong with the number of a document before it is sent, as the service would (R21). What passes
 * here may still be refused there; what fails here would be refused for certain.
 */
import type { Shape } from '../api/client'

/** The kinds of document. */
export type DocumentKind = Shape<'DocumentKind'>

/** All of them, in the order in which they are offered. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'resident-id',
  'hmt-residence-permit',
  'hk-macau-permit',
  'taiwan-permit',
  'passport',
  'foreign-resident-id',
]

/** The contract's words for what can be wrong. */
export type DocumentFault =
  | 'format'
  | 'region'
  | 'birth-date'
  | 'check-digit'
  | 'country-required'
  | 'country-not-allowed'

/** First two digits of the mainland's provinces, in GB/T 2260. */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' ')
const HMT_REGIONS = ['810000', '820000', '830000']
/** From this day on foreigners have cards with 18 characters as well. */
const FOREIGN_CARD_18_SINCE = '2023-12-01'

/** The number as it is compared: trimmed, in capitals. */
export function tidied(number: string): string {
  return number.trim().toUpperCase()
}

/** Everything that is wrong with a document on a Shanghai day; empty if nothing is. */
export function documentFaults(
  kind: DocumentKind,
  number: string,
  country: string | undefined,
  today: string,
): DocumentFault[] {
  const faults = numberFaults(kind, tidied(number), today)
  if (kind === 'passport' && !country) faults.push('country-required')
  if (kind !== 'passport' && country) faults.push('country-not-allowed')
  return faults
}

function numberFaults(kind: DocumentKind, number: string, today: string): DocumentFault[] {
  const formed = (form: RegExp): DocumentFault[] => (form.test(number) ? [] : ['format'])
  switch (kind) {
    case 'resident-id':
      return citizenNumberFaults(number, PROVINCES, today)
    case 'hmt-residence-permit':
      return citizenNumberFaults(number, HMT_REGIONS, today)
    case 'hk-macau-permit':
      return formed(/^[HM](\d{8}|\d{10})$/)
    case 'taiwan-permit':
      return formed(/^(\d{8}|\d{10})$/)
    case 'passport':
      return formed(/^(?=.*\d)[A-Z0-9]{5,20}$/)
    case 'foreign-resident-id':
      return foreignCardFaults(number, today)
  }
}

/** The 18 characters of GB 11643: region, birth date, sequence, and the check character of MOD 11-2. */
function citizenNumberFaults(number: string, regions: string[], today: string): DocumentFault[] {
  if (!/^\d{17}[\dX]$/.test(number)) return ['format']
  const faults: DocumentFault[] = []
  if (!regions.some((region) => number.startsWith(region))) faults.push('region')
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birth) || birth < '1880-01-01' || birth > today) faults.push('birth-date')
  let remainder = 0
  for (const character of number) {
    remainder = (remainder * 2 + (character === 'X' ? 10 : Number(character))) % 11
  }
  if (remainder !== 1) faults.push('check-digit')
  return faults
}

function foreignCardFaults(number: string, today: string): DocumentFault[] {
  if (today >= FOREIGN_CARD_18_SINCE && number.startsWith('9')) {
    return citizenNumberFaults(number, ['9'], today)
  }
  const parts = /^[A-Z]{3}\d{4}(\d\d)(\d\d)(\d\d)\d\d$/.exec(number)
  if (!parts) return ['format']
  const [, year, month, day] = parts
  // The card does not tell its century, so a day of either will do.
  return ['19', '20'].some((century) => isDay(`${century}${year}-${month}-${day}`)) ? [] : ['birth-date']
}

/** Whether `YYYY-MM-DD` is a day of the calendar. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
