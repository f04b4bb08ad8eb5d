/**
 * Keeps the screen on while something is shown that has to be seen at any moment: a code in front of a scanner, a desk
 * between two people.
 */
import { onBeforeUnmount, onMounted } from 'vue'

export function useAwake(): void {
  let lock: WakeLockSentinel | undefined
  let isWanted = false

  /** Where the device cannot or its battery will not, the screen goes off as ever. */
  async function stayAwake(): Promise<void> {
    if (!isWanted || document.hidden) return
    // Not there on older phones, whatever the types say.
    const able = (navigator as Partial<Pick<Navigator, 'wakeLock'>>).wakeLock
    lock = await able?.request('screen').catch(() => undefined)
    if (!isWanted) void lock?.release()
  }
  // The lock ends whenever the page is hidden.
  const onShown = (): void => void stayAwake()

  onMounted(() => {
    isWanted = true
    void stayAwake()
    document.addEventListener('visibilitychange', onShown)
  })
  onBeforeUnmount(() => {
    isWanted = false
    document.removeEventListener('visibilitychange', onShown)
    void lock?.release()
  })
}
