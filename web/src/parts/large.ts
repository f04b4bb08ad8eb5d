/** The size of text on this device. */
import { ref, watchEffect } from 'vue'

export const isLarge = ref(localStorage.getItem('large') === 'yes')

watchEffect(() => document.documentElement.classList.toggle('large', isLarge.value))

/** Elders' size, or the usual one. */
export function setLarge(large: boolean): void {
  isLarge.value = large
  localStorage.setItem('large', large ? 'yes' : 'no')
}
