/** Countries by their codes of ISO 3166-1, named in the reader's language by the browser. */

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
  'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
  'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
  'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

/** Regions that are chosen among the provinces, where a stay is asked for. */
const AT_HOME = ['CN', 'HK', 'MO', 'TW']

/** A country and its name. */
export interface Country {
  code: string
  name: string
}

/** All that issue passports, in the order of their names; or only those where one can have been abroad. */
export function countries(locale: string, isAbroadOnly = false): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return CODES.split(' ')
    .filter((code) => !(isAbroadOnly && AT_HOME.includes(code)))
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, locale))
}

/** The name of one. */
export function countryName(code: string, locale: string): string {
  return code ? (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code) : ''
}
