/** A film for a camera that is not there: a phone with a code, held in front of grey. */
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480
/** Of each code. At so many a second that is more than a second. */
const FRAMES = 6
const RATE = 5
const GREY = 128
const WHITE = 235
const BLACK = 16

/** The film of codes, one after the other and again from the start, as YUV4MPEG2, which Chromium takes for `--use-file-for-fake-video-capture`. */
export function filmOf(...codes: string[]): Buffer {
  const colourless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frames = codes.flatMap((code) => {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), pictureOf(code), colourless])
    return Array.from({ length: FRAMES }, () => frame)
  })
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420\n`)
  return Buffer.concat([head, ...frames])
}

/** Brightness by pixel: the code in the middle, with its margin. */
function pictureOf(code: string): Buffer {
  const { data, size } = encode(code, { ecc: 'M', border: 4 })
  const scale = Math.floor((HEIGHT - 20) / size)
  const left = Math.floor((WIDTH - size * scale) / 2)
  const top = Math.floor((HEIGHT - size * scale) / 2)
  const picture = Buffer.alloc(WIDTH * HEIGHT, GREY)
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      for (let line = 0; line < scale; line += 1) {
        const start = (top + y * scale + line) * WIDTH + left + x * scale
        picture.fill(isDark ? BLACK : WHITE, start, start + scale)
      }
    })
  })
  return picture
}
