/** Draws a QR code as one path of an SVG, for posters: sharp at whatever size it is printed. */
import { encode } from 'uqr'

/** A drawing: its side in modules, the quiet zone with it, and the dark modules as a path. */
export interface Drawing {
  side: number
  path: string
}

/** Modules of quiet around it, as ISO/IEC 18004 wants. */
const QUIET = 4

/** Draws a link, so that a quarter of the poster may be torn or dirty. */
export function draw(link: string): Drawing {
  const { size, data } = encode(link, { ecc: 'Q', border: QUIET })
  const runs: string[] = []
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue
      const start = x
      while (row[x + 1]) x += 1
      runs.push(`M${start} ${y}h${x - start + 1}v1H${start}z`)
    }
  })
  return { side: size, path: runs.join('') }
}
