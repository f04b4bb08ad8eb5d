import { expect, test } from 'vitest'

import { BUZZES, TONES } from './signals'

test('each outcome has a tone and a buzz that no other has', () => {
  for (const signals of [TONES, BUZZES]) {
    const all = Object.values(signals).map((signal) => JSON.stringify(signal))
    expect(new Set(all).size).toBe(5)
  }
})
