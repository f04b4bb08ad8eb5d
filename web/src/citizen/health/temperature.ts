/** A temperature as people type it, in tenths of a degree, so that 36.6 and 0.1 are 36.7. */
export const LOWEST = 34
export const HIGHEST = 43

/** Reads `36.6`, also as `36,6`, `３６．６` or `36.6℃`; undefined where it is none, or out of the range. */
export function readTemperature(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s*°?C$/i, '').replace(',', '.')
  if (!/^\d{2}(\.\d?)?$/.test(plain)) return undefined
  const value = Number(plain)
  return value >= LOWEST && value <= HIGHEST ? value : undefined
}

/** So many tenths up or down, within the range; from a text that is none, the usual 36.5. */
export function stepped(text: string, tenths: number): string {
  const from = readTemperature(text)
  if (from === undefined) return showTemperature(36.5)
  const next = Math.round(from * 10) + tenths
  return showTemperature(Math.min(HIGHEST * 10, Math.max(LOWEST * 10, next)) / 10)
}

/** With one digit after the point. */
export function showTemperature(value: number): string {
  return value.toFixed(1)
}
