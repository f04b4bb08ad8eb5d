/**
 * Tells what a scanner types from what a person types. A hardware scanner is a keyboard to the browser: it types
 * the code at once and ends with Enter. People who press keys while no field has the focus do neither.
 */

/**
 * Longest pause between two keys of a scanner: one with a radio link may hold keys back, and half a code would be
 * told to be no code. So generous, it takes hasty people for scanners too, who then read that this was no code.
 */
const LONGEST_PAUSE_MS = 1000
/** Shorter than any code that is worth asking about. */
const SHORTEST_CODE = 6
/** Many scanners end with CR and LF, two Enter keys; the second must not press a button. */
const SECOND_ENTER_MS = 80

/** What a key was: part of a code, which the page must not act on, or the end of one. */
export interface Heard {
  /** The scanner's key: no button and no shortcut may take it. */
  isTaken: boolean
  /** The whole code, at its end. */
  code?: string
}

export class Wedge {
  private typed = ''
  private lastAt = Number.NEGATIVE_INFINITY
  private endedAt = Number.NEGATIVE_INFINITY

  /** A key, by its name in `KeyboardEvent.key`, and when it was pressed in milliseconds. */
  hear(key: string, at: number): Heard {
    const isFast = at - this.lastAt <= LONGEST_PAUSE_MS
    if (key === 'Enter') return this.end(isFast, at)
    // Shift and its like are pressed in between for capitals.
    if (key.length !== 1) return { isTaken: false }
    this.typed = isFast ? this.typed + key : key
    this.lastAt = at
    return { isTaken: this.typed.length > 1 }
  }

  private end(isFast: boolean, at: number): Heard {
    const code = isFast ? this.typed : ''
    this.typed = ''
    this.lastAt = Number.NEGATIVE_INFINITY
    if (code.length >= SHORTEST_CODE) {
      this.endedAt = at
      return { isTaken: true, code }
    }
    return { isTaken: at - this.endedAt <= SECOND_ENTER_MS }
  }
}
