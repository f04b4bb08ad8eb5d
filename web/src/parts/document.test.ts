import { describe, expect, it } from 'vitest'

import { documentFaults, tidied } from './document'

const TODAY = '2020-02-11'

describe('a document (R21)', () => {
  it('is accepted in every form that is issued', () => {
    for (const [kind, number] of [
      ['resident-id', `33010619890307123${check('33010619890307123')}`],
      ['resident-id', `33018119600229001${check('33018119600229001')}`],
      ['hmt-residence-permit', `81000019900101001${check('81000019900101001')}`],
      ['hk-macau-permit', 'h12345678'],
      ['hk-macau-permit', 'M1234567801'],
      ['taiwan-permit', '12345678'],
      ['foreign-resident-id', 'KOR330090030712'],
    ] as const) {
      expect(documentFaults(kind, number, undefined, TODAY), number).toEqual([])
    }
    expect(documentFaults('passport', 'demo0001', 'KR', TODAY)).toEqual([])
  })

  it('names every fault of a number at once', () => {
    expect(documentFaults('resident-id', '990106189903071235', undefined, TODAY)).toContain('region')
    expect(documentFaults('resident-id', '330106202013401234', undefined, TODAY)).toContain('birth-date')
    expect(documentFaults('resident-id', '33010620300101123X', undefined, TODAY)).toContain('birth-date')
    expect(documentFaults('resident-id', '3301 06', undefined, TODAY)).toEqual(['format'])
    expect(documentFaults('foreign-resident-id', 'KOR330090133712', undefined, TODAY)).toEqual(['birth-date'])
  })

  it('finds a wrong check character', () => {
    const right = check('33010619890307123')
    const wrong = right === '0' ? '1' : '0'
    expect(documentFaults('resident-id', `33010619890307123${wrong}`, undefined, TODAY)).toEqual(['check-digit'])
  })

  it('has a country if it is a passport, and only then', () => {
    expect(documentFaults('passport', 'M1234567', undefined, TODAY)).toEqual(['country-required'])
    expect(documentFaults('taiwan-permit', '12345678', 'KR', TODAY)).toEqual(['country-not-allowed'])
  })

  it('of a foreigner has 18 characters from 2023-12-01 on', () => {
    const number = `91133019900307123${check('91133019900307123')}`
    expect(documentFaults('foreign-resident-id', number, undefined, '2023-11-30')).toEqual(['format'])
    expect(documentFaults('foreign-resident-id', number, undefined, '2023-12-01')).toEqual([])
  })

  it('is compared without the spaces around it, in capitals', () => {
    expect(tidied(' h12345678 ')).toBe('H12345678')
  })
})

/** The check character by the weights of GB 11643, which is another way than the one tested. */
function check(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return '10X98765432'.charAt(sum % 11)
}
