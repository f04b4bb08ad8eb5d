/** How this device scans, kept until somebody logs out. */
import { reactive, watch } from 'vue'

import { keep, kept } from '../session/kept'
import type { Direction } from './scan'

export interface Preferences {
  direction: Direction
  /** Whether a verdict is heard. */
  sound: boolean
  /** Seconds after which an admission makes room for the next person; 0 for never by itself. */
  nextAfterSeconds: number
  /** Whether the camera is used; those with a hardware scanner do without. */
  camera: boolean
}

export const NEXT_AFTER_SECONDS: readonly number[] = [0, 2, 3, 5, 10]

const USUAL: Preferences = { direction: 'entry', sound: true, nextAfterSeconds: 3, camera: true }

/** The preferences; what is changed in them is kept. */
export function usePreferences(): Preferences {
  const preferences = reactive<Preferences>({ ...USUAL, ...kept<Partial<Preferences>>('gate.preferences') })
  watch(preferences, () => {
    keep('gate.preferences', preferences)
  })
  return preferences
}
