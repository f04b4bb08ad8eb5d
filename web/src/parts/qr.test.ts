import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'

import { drawn } from './qr'

describe('the picture of a pass', () => {
  it('has as many modules as the service draws: 57, and 4 of quiet on each side', () => {
    expect(drawn('aB3-_.'.repeat(36).slice(0, 213), 'M').side).toBe(57 + 8)
  })

  it('begins with the finder pattern, inside the quiet zone', () => {
    const { path } = drawn('a'.repeat(213), 'M')
    expect(path.startsWith('M4 4h7v1h-7z')).toBe(true)
    expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
  })
})

describe('the picture of a poster', () => {
  it('has every dark module of the code and no other', () => {
    const link = 'https://code.example/#/rules/estate-xihu'
    const { side, path } = drawn(link, 'Q')
    const { data, size } = encode(link, { ecc: 'Q', border: 4 })
    expect(side).toBe(size)
    const dark = data.map((row) => row.map(() => false))
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let at = 0; at < Number(width); at += 1) {
        const row = dark[Number(y)]
        if (row) row[Number(x) + at] = true
      }
    }
    expect(dark).toEqual(data.map((row) => row.map(Boolean)))
  })

  it('has its quiet zone', () => {
    const { path } = drawn('x', 'Q')
    expect(path).not.toMatch(/M[0-3] /)
  })
})
