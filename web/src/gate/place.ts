/** Which place this device stands at: read from what was typed or scanned, and the ones used before. */
import { keep, kept } from '../session/kept'

/** A place that was used on this device. */
export interface UsedPlace {
  id: string
  name: string
}

const MOST_KEPT = 8

/** The place that a text names: an id as it stands on a notice, or a link to this page or to the place's rule. */
export function placeIn(text: string): string | undefined {
  const link = /#\/(?:gate|rules)\/([^/?#\s]+)\/?$/.exec(text.trim())
  const id = link?.[1] ?? text.trim()
  // As the service has it: up to 64 of these, and not only dots.
  return /^(?!\.+$)[A-Za-z0-9._-]{1,64}$/.test(id) ? id : undefined
}

/** The places used on this device, the last one first. */
export function usedPlaces(): UsedPlace[] {
  return kept<UsedPlace[]>('gate.places') ?? []
}

/** With one more in front. */
export function withPlace(places: readonly UsedPlace[], used: UsedPlace): UsedPlace[] {
  return [used, ...places.filter((place) => place.id !== used.id)].slice(0, MOST_KEPT)
}

/** Remembers that a place was used. */
export function rememberPlace(used: UsedPlace): void {
  keep('gate.places', withPlace(usedPlaces(), used))
}
