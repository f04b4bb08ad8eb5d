/** Hears a hardware scanner wherever the focus is, but in a field: there its keys are typed as anybody's. */
import { onBeforeUnmount, onMounted } from 'vue'

import { Wedge } from './wedge'

// A switch takes no text: who chose a direction last has not left the scanner deaf.
const FIELDS = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select, [contenteditable]'

/** Calls with every whole code that a scanner types while `isListening` says so. */
export function useWedge(isListening: () => boolean, onCode: (code: string) => void): void {
  const wedge = new Wedge()

  function onKey(event: KeyboardEvent): void {
    if (!isListening() || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof Element && event.target.matches(FIELDS)) return
    const { isTaken, code } = wedge.hear(event.key, event.timeStamp)
    if (isTaken) {
      event.preventDefault()
      event.stopPropagation()
    }
    if (code !== undefined) onCode(code)
  }

  // Before any button or dialog hears the key.
  onMounted(() => {
    window.addEventListener('keydown', onKey, true)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey, true)
  })
}
