import { describe, expect, it } from 'vitest'

import { drawn } from './qr'

describe('the picture of a pass', () => {
  it('has as many modules as the service draws: 57, and 4 of quiet on each side', () => {
    expect(drawn('aB3-_.'.repeat(36).slice(0, 213)).side).toBe(57 + 8)
  })

  it('begins with the finder pattern, inside the quiet zone', () => {
    const { path } = drawn('a'.repeat(213))
    expect(path.startsWith('M4 4h7v1h-7z')).toBe(true)
    expect(path).not.toMatch(/M[0-3] |M\d+ [0-3]h/)
  })
})
