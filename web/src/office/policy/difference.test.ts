import { describe, expect, it } from 'vitest'

import { differences } from './difference'

describe('the difference of two policies', () => {
  it('tells what was added to a list and what was taken out, not what moved', () => {
    const before = { areas: { countries: ['IR', 'IT', 'KR'] } }
    const after = { areas: { countries: ['FR', 'IR', 'KR'] } }
    expect(differences(before, after)).toEqual([
      { path: ['areas', 'countries'], before: 'IT' },
      { path: ['areas', 'countries'], after: 'FR' },
    ])
    expect(differences({ a: [] }, { a: ['42'] })).toEqual([{ path: ['a'], after: '42' }])
  })

  it('tells a changed value, a new one and one that is gone', () => {
    expect(differences({ days: 14, old: 1 }, { days: 7, sunset: { on: '2022-12-13', days: ['a'] } })).toEqual([
      { path: ['days'], before: 14, after: 7 },
      { path: ['old'], before: 1 },
      { path: ['sunset'], after: { on: '2022-12-13', days: ['a'] } },
    ])
  })

  it('looks into rules', () => {
    const rule = { requires: ['temperature'], text: { zh: '甲', en: 'A' } }
    expect(
      differences({ access: [rule] }, { access: [{ ...rule, requires: [] }, rule] }),
    ).toEqual([
      { path: ['access', '0', 'requires'], before: 'temperature' },
      { path: ['access', '1'], after: rule },
    ])
  })

  it('is nothing between a document and itself', () => {
    expect(differences({ a: [1, { b: [] }] }, { a: [1, { b: [] }] })).toEqual([])
  })
})
