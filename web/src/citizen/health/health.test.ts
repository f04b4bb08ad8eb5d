import { expect, it } from 'vitest'

import { checkInOf } from './health'

it('a check-in has no date (R33), and nothing chronic that is no symptom of today', () => {
  expect(checkInOf(36.6, ['cough', 'fever'], ['cough', 'runny-nose'])).toEqual({
    temperature_c: 36.6,
    symptoms: ['fever', 'cough'],
    chronic: ['cough'],
  })
})
