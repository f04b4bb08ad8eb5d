import { expect, test } from 'vitest'

import { Wedge } from './wedge'

/** Types a text, so many milliseconds a key, and gives what the last key came to. */
function typed(wedge: Wedge, text: string, from: number, pause: number): number {
  let at = from
  for (const key of text) {
    wedge.hear(key, at)
    at += pause
  }
  return at
}

test('a scanner types a code and ends with Enter', () => {
  const wedge = new Wedge()
  const at = typed(wedge, 'eyJhbGci.e30.AAAA', 1000, 5)
  expect(wedge.hear('Enter', at)).toEqual({ isTaken: true, code: 'eyJhbGci.e30.AAAA' })
})

test('Shift between the letters is no part of the code and does not end it', () => {
  const wedge = new Wedge()
  let at = 0
  for (const key of ['Shift', 'A', 'b', 'Shift', 'C', 'd', 'e', 'f']) wedge.hear(key, (at += 5))
  expect(wedge.hear('Enter', at + 5).code).toBe('AbCdef')
})

test('the keys of a code press no button, though the first cannot be told from a person’s', () => {
  const wedge = new Wedge()
  expect(wedge.hear('a', 0).isTaken).toBe(false)
  expect(wedge.hear(' ', 5).isTaken).toBe(true)
})

test('a person who types is no scanner', () => {
  const wedge = new Wedge()
  const at = typed(wedge, 'abcdefgh', 0, 1200)
  expect(wedge.hear('Enter', at)).toEqual({ isTaken: false })
})

test('Enter or Space alone go where they were meant to', () => {
  const wedge = new Wedge()
  expect(wedge.hear('Enter', 10_000)).toEqual({ isTaken: false })
  expect(wedge.hear(' ', 20_000)).toEqual({ isTaken: false })
})

test('the second Enter of a scanner that sends two is swallowed, a person’s a moment later is not', () => {
  const wedge = new Wedge()
  const at = typed(wedge, 'abcdefgh', 0, 5)
  wedge.hear('Enter', at)
  expect(wedge.hear('Enter', at + 5)).toEqual({ isTaken: true })
  expect(wedge.hear('Enter', at + 1500)).toEqual({ isTaken: false })
})

test('a code after a stray key begins with itself', () => {
  const wedge = new Wedge()
  wedge.hear('x', 0)
  const at = typed(wedge, 'abcdefgh', 2000, 5)
  expect(wedge.hear('Enter', at).code).toBe('abcdefgh')
})
