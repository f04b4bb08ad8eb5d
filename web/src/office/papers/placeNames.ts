/** Places by name: areas from the list that the declaration's form has, countries as the browser knows them. */
import { useI18n } from 'vue-i18n'

import { useAreas } from '../../parts/places'

const COUNTRY = /^[A-Z]{2}$/

/**
 * Gives an area's or a country's name with its code. Until the names are there a place is its code; what is
 * smaller than a prefecture is told as the prefecture.
 */
export function usePlaceName(): (place: string | null | undefined) => string {
  const { locale } = useI18n()
  const { areas } = useAreas()
  return (place) => {
    if (!place) return ''
    const name = COUNTRY.test(place)
      ? new Intl.DisplayNames([locale.value], { type: 'region', fallback: 'code' }).of(place)
      : areas.value?.fullName(place.slice(0, 4).padEnd(6, '0'), locale.value)
    return name && name !== place && !/^\d+$/.test(name) ? `${name} (${place})` : place
  }
}
