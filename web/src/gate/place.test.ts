import { expect, test } from 'vitest'

import { placeIn, withPlace } from './place'

test('a place is named by its id, or by a link to its desk or its rule', () => {
  for (const text of ['estate-xihu', ' estate-xihu\n', 'https://code.example/#/gate/estate-xihu', '/#/rules/estate-xihu/']) {
    expect(placeIn(text), text).toBe('estate-xihu')
  }
})

test('what is no id names no place', () => {
  for (const text of ['', '.', '..', 'a b', 'a/b', '小区', 'x'.repeat(65), 'https://code.example/#/me', 'https://x/#/gate/%2e%2e']) {
    expect(placeIn(text), text).toBeUndefined()
  }
})

test('the places used before are few, and the last one is first', () => {
  const many = Array.from({ length: 12 }, (_, n) => ({ id: `p${n}`, name: '' })).reduce(withPlace, [])
  expect(many.map(({ id }) => id)).toEqual(['p11', 'p10', 'p9', 'p8', 'p7', 'p6', 'p5', 'p4'])
  expect(withPlace(many, { id: 'p9', name: '' }).map(({ id }) => id).slice(0, 3)).toEqual(['p9', 'p11', 'p10'])
})
