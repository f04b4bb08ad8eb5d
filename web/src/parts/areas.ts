/** Provinces and prefectures by name. It is loaded when somebody has a place to tell (`places.ts`). */
import { areaList } from '@vant/area-data'

import { CITIES, PROVINCES } from './areas-latin'

/** An area and its name. */
export interface Area {
  /** Six digits of GB/T 2260. */
  code: string
  name: string
}

/** All provinces. */
export function provinces(locale: string): Area[] {
  return Object.keys(areaList.province_list).map((code) => ({ code, name: areaName(code, locale) }))
}

/** The prefectures of a province. */
export function citiesOf(province: string, locale: string): Area[] {
  return Object.keys(areaList.city_list)
    .filter((code) => code.startsWith(province.slice(0, 2)))
    .map((code) => ({ code, name: areaName(code, locale) }))
}

/** The name of a province or prefecture; in Latin letters with the Chinese one, which stands on tickets. */
export function areaName(code: string, locale: string): string {
  const known = areaList.province_list[code] ?? areaList.city_list[code]
  if (known === undefined) return code
  const latin = latinName(code)
  return locale === 'en' && latin ? `${latin} ${known}` : known
}

/** Province and prefecture, as one would write it; once where both are the same. */
export function fullName(code: string, locale: string): string {
  const province = areaName(`${code.slice(0, 2)}0000`, locale)
  const city = areaName(code, locale)
  if (city === province) return city
  return locale === 'en' ? `${city}, ${province}` : `${province}${city}`
}

function latinName(code: string): string | undefined {
  const province = code.slice(0, 2)
  if (code.endsWith('0000')) return PROVINCES[province]
  const known = CITIES[province]?.split(', ').find((city) => city.startsWith(code.slice(2, 4)))
  return known?.slice(3)
}
