import { describe, expect, it } from 'vitest'

import { creditCodeFault } from './credit-code'

describe('a credit code (R7)', () => {
  it('is accepted with its check character, in either case', () => {
    // The example that the standard itself prints.
    expect(creditCodeFault('91350100M000100Y43')).toBeNull()
    expect(creditCodeFault(' 91350100m000100y43 ')).toBeNull()
  })

  it('is found out when two characters are swapped', () => {
    expect(creditCodeFault('91350100M000100Y34')).toBe('check-character')
    expect(creditCodeFault('91350010M000100Y43')).toBe('check-character')
  })

  it('has 18 characters and neither I, O, S, V nor Z', () => {
    expect(creditCodeFault('91350100M000100Y4')).toBe('format')
    expect(creditCodeFault('91350100MO00100Y43')).toBe('format')
    expect(creditCodeFault('9135010AM000100Y43')).toBe('format')
  })
})
