/** A temperature as it is tapped on a keypad: three digits, `373` for 37.3 °C; two stand for a whole degree. */

export const LOWEST_C = 34
export const HIGHEST_C = 43
const DIGITS = 3

/** The digits after one more key: a digit, or `Backspace`. Everything else changes nothing. */
export function tapped(digits: string, key: string): string {
  if (key === 'Backspace') return digits.slice(0, -1)
  return /^\d$/.test(key) && digits.length < DIGITS ? digits + key : digits
}

/** The temperature that the digits stand for, if it is one that the service takes. */
export function degrees(digits: string): number | undefined {
  if (digits.length < 2) return undefined
  const value = Number(digits.padEnd(DIGITS, '0')) / 10
  return value >= LOWEST_C && value <= HIGHEST_C ? value : undefined
}

/** Whether no further digit makes a temperature of it, so that it can be said before all are there. */
export function isOutOfRange(digits: string): boolean {
  return digits.length >= 2 && degrees(digits) === undefined
}

/** The digits as they stand on the display: `37.3`, with `–` for what is to come. */
export function shown(digits: string): string {
  const padded = digits.padEnd(DIGITS, '–')
  return `${padded.slice(0, 2)}.${padded.slice(2)}`
}
