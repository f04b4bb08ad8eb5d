import { describe, expect, it } from 'vitest'

import { held, shownToken } from './pass'

const pass = {
  token: 'abc',
  issued_at: '2020-02-11T09:00:00+08:00',
  expires_at: '2020-02-11T09:01:00+08:00',
  refresh_after_seconds: 30,
}

describe('a pass', () => {
  it('is shown for its 60 seconds, counted from when it was asked for (R45)', () => {
    const mine = held(pass, 1_000_000)
    expect(shownToken(mine, 1_000_000)).toBe('abc')
    expect(shownToken(mine, 1_059_999)).toBe('abc')
    expect(shownToken(mine, 1_060_000)).toBeNull()
  })

  it('is renewed when the service says so', () => {
    expect(held(pass, 1_000_000).renewAt).toBe(1_030_000)
  })

  it('with times that do not read is not shown at all', () => {
    expect(shownToken(held({ ...pass, expires_at: '?' }, 5), 5)).toBeNull()
  })

  it('is nothing when there is none', () => {
    expect(shownToken(null, 0)).toBeNull()
  })
})
