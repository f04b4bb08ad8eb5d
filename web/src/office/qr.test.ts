import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'

import { draw } from './qr'

describe('the QR code of a poster', () => {
  it('has every dark module of the code and no other', () => {
    const link = 'https://code.example/#/rules/estate-xihu'
    const { side, path } = draw(link)
    const { data, size } = encode(link, { ecc: 'Q', border: 4 })
    expect(side).toBe(size)
    const drawn = data.map((row) => row.map(() => false))
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
      for (let at = 0; at < Number(width); at += 1) {
        const row = drawn[Number(y)]
        if (row) row[Number(x) + at] = true
      }
    }
    expect(drawn).toEqual(data.map((row) => row.map(Boolean)))
  })

  it('has its quiet zone', () => {
    const { path } = draw('x')
    expect(path).not.toMatch(/M[0-3] /)
  })
})
