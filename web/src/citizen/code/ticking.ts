/** A moment that moves on every second, for clocks and for what ends by itself. */
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

import { steadyTime } from '../../time'

/** This device's time in milliseconds since 1970, new every second and whenever the page is looked at again. */
export function useTicks(): ShallowRef<number> {
  const moment = shallowRef(steadyTime())
  const tick = (): void => {
    moment.value = steadyTime()
  }
  const timer = setInterval(tick, 1000)
  // A phone that slept gives no ticks: what ended meanwhile must be gone when the screen is lit.
  document.addEventListener('visibilitychange', tick)
  addEventListener('pageshow', tick)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
    removeEventListener('pageshow', tick)
  })
  return moment
}
