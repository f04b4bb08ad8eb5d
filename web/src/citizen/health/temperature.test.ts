import { describe, expect, it } from 'vitest'

import { readTemperature, stepped } from './temperature'

describe('a temperature', () => {
  it.each([
    ['36.6', 36.6],
    ['36,6', 36.6],
    ['３６．６', 36.6],
    [' 37 ', 37],
    ['36.6℃', 36.6],
    ['34.0', 34],
    ['43', 43],
  ])('is read from %j', (text, value) => {
    expect(readTemperature(text)).toBe(value)
  })

  it.each(['', 'warm', '33.9', '43.1', '366', '36.65', '-36', '3e1'])('is not read from %j', (text) => {
    expect(readTemperature(text)).toBeUndefined()
  })

  it('steps by tenths without a remainder, and stays in the range', () => {
    expect(stepped('36.6', 1)).toBe('36.7')
    expect(stepped('37.3', -1)).toBe('37.2')
    expect(stepped('43.0', 1)).toBe('43.0')
    expect(stepped('34', -1)).toBe('34.0')
    expect(stepped('', 1)).toBe('36.5')
  })
})
