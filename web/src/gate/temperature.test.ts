import { expect, test } from 'vitest'

import { degrees, isOutOfRange, shown, tapped } from './temperature'

const after = (keys: string): string => [...keys].reduce(tapped, '')

test('three taps are a temperature', () => {
  expect(degrees(after('373'))).toBe(37.3)
  expect(degrees(after('340'))).toBe(34)
  expect(degrees(after('430'))).toBe(43)
})

test('two taps are whole degrees, one is nothing', () => {
  expect(degrees(after('37'))).toBe(37)
  expect(degrees(after('3'))).toBeUndefined()
})

test('nobody has a temperature that the service does not take', () => {
  for (const keys of ['339', '431', '999', '12']) {
    expect(degrees(after(keys))).toBeUndefined()
    expect(isOutOfRange(after(keys))).toBe(true)
  }
})

test('a fourth digit and other keys change nothing, the point neither; the last digit can be taken back', () => {
  expect(after('3655')).toBe('365')
  expect(['3', '6', '.', '5'].reduce(tapped, '')).toBe('365')
  expect(tapped('365', 'Backspace')).toBe('36')
  expect(tapped('', 'Backspace')).toBe('')
})

test('the display shows what is still to come', () => {
  expect(['', '3', '36', '365'].map(shown)).toEqual(['––.–', '3–.–', '36.–', '36.5'])
})
