/** Draws a QR code with the quiet zone of ISO/IEC 18004, as one path that stays sharp at any size and in print. */
import { encode } from 'uqr'

/** Modules of light around the symbol on each side. */
const QUIET = 4

/** A picture of square modules. */
export interface Picture {
  /** Modules on a side, quiet zone included. */
  side: number
  /** What is dark, as the path of an SVG in modules. */
  path: string
}

/**
 * Draws a text, in bytes. With level M a pass is the same symbol that the service draws, 57 modules a side; with Q
 * a quarter of it may be torn or dirty, as of a poster.
 */
export function drawn(text: string, level: 'M' | 'Q'): Picture {
  const symbol = encode(text, { ecc: level, boostEcc: false, border: QUIET })
  const path = symbol.data.map((row, y) => rowPath(row, y)).join('')
  return { side: symbol.size, path }
}

/** One stroke for every run of dark modules: few elements, and no seams between neighbours. */
function rowPath(row: boolean[], y: number): string {
  let path = ''
  let start = -1
  for (let x = 0; x <= row.length; x += 1) {
    if (row[x] && start < 0) start = x
    if (!row[x] && start >= 0) {
      path += `M${start} ${y}h${x - start}v1h${start - x}z`
      start = -1
    }
  }
  return path
}
