/** The service's time as something that a page is drawn from. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

import { now } from '../time'

const EVERY_MS = 30_000

/** The time, renewed twice a minute while the page is shown: what is left of a day needs no more. */
export function useTime(): Ref<number> {
  const time = ref(now())
  let timer: ReturnType<typeof setInterval>
  onMounted(() => {
    timer = setInterval(() => {
      time.value = now()
    }, EVERY_MS)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
  })
  return time
}
