/** The names of places, loaded the first time that a page needs one. */
import { shallowRef, type ShallowRef } from 'vue'

type Areas = typeof import('./areas')

const areas = shallowRef<Areas>()
let asked: Promise<void> | undefined

/** The names, as soon as they are there; `retry` after a network was missing. */
export function useAreas(): { areas: ShallowRef<Areas | undefined>; hasFailed: ShallowRef<boolean>; load: () => Promise<void> } {
  const hasFailed = shallowRef(false)
  async function load(): Promise<void> {
    asked ??= import('./areas').then((loaded) => {
      areas.value = loaded
    })
    try {
      await asked
      hasFailed.value = false
    } catch {
      asked = undefined
      hasFailed.value = true
    }
  }
  void load()
  return { areas, hasFailed, load }
}
