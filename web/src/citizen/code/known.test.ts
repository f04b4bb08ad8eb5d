import { beforeEach, describe, expect, it, vi } from 'vitest'

import { forgetEverything, keepFor } from '../../session/kept'
import { ageInWords, knownCode, knownPeople, rememberCode, rememberPeople } from './known'

const store = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (name: string) => store.get(name) ?? null,
  setItem: (name: string, text: string) => store.set(name, text),
  removeItem: (name: string) => store.delete(name),
})
beforeEach(() => {
  store.clear()
  keepFor('somebody')
})

const holder = { name_masked: '鲍XX', document_tail: '5539' }
const code = {
  person_id: 'p_1',
  holder,
  colour: 'green' as const,
  as_of: '2020-02-11T09:00:00+08:00',
  holds: [],
  check_in: { today: 'optional' as const, calendar: [] },
  pass: { token: 'secret', issued_at: '', expires_at: '', refresh_after_seconds: 30 },
  reapplication: 'available' as const,
  policy: '2020-02-11',
}
const person = { person_id: 'p_1', holder, colour: 'green' as const, relation: 'self' as const }

describe('what is known without a network', () => {
  it('is the last code, without its pass', () => {
    rememberCode(code)
    expect(knownCode('p_1')?.value.colour).toBe('green')
    expect([...store.values()].join()).not.toContain('secret')
  })

  it('ends with the account’s keeping the person', () => {
    rememberPeople([person])
    rememberCode(code)
    rememberPeople([{ ...person, person_id: 'p_2' }])
    expect(knownCode('p_1')).toBeUndefined()
    expect(knownPeople()?.value[0]?.person_id).toBe('p_2')
  })

  it('is nothing that comes after the log-out, nor another account’s', () => {
    forgetEverything()
    rememberCode(code)
    expect(knownCode('p_1')).toBeUndefined()
    keepFor('somebody')
    store.set('kept:account', JSON.stringify('somebody else'))
    rememberCode(code)
    expect(knownCode('p_1')).toBeUndefined()
  })

  it('has an age in words', () => {
    expect(ageInWords(12 * 60_000, 'en')).toBe('12 minutes ago')
    expect(ageInWords(12 * 60_000, 'zh-CN')).toBe('12分钟前')
    expect(ageInWords(3 * 3_600_000, 'en')).toBe('3 hours ago')
    expect(ageInWords(50 * 3_600_000, 'en')).toBe('2 days ago')
    expect(ageInWords(-5, 'en')).toBe('0 minutes ago')
  })
})
