/** A moment that moves on every second, for clocks and for what ends by itself. */
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** This device's time in milliseconds since 1970, new every second and whenever the page is looked at again. */
export function useTicks(): ShallowRef<number> {
  const moment = shallowRef(Date.now())
  const tick = (): void => {
    moment.value = Date.now()
  }
  const timer = setInterval(tick, 1000)
  // A phone that slept gives no ticks: what ended meanwhile must be gone when the screen is lit.
  document.addEventListener('visibilitychange', tick)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  })
  return moment
}
