import { describe, expect, it } from 'vitest'

import { emptyDraft, emptyStay, type Draft } from './draft'
import { findings } from './faults'
import { idOf, stepOf, upwards } from './steps'

const TODAY = '2020-02-11'
const whole: Draft = {
  ...emptyDraft(),
  person: {
    relation: 'self',
    name: '林示例',
    phone: '13800000000',
    documentType: 'passport',
    documentNumber: 'M0000001',
    country: 'KR',
  },
  presence: 'in-hangzhou',
  district: '330106',
  hasTravelled: 'no',
  confirmedCase: 'no',
  cohabitant: 'no',
  hasSymptoms: 'no',
  pledge: true,
}
const told = (draft: Draft, hasPerson = true): string[] =>
  findings(draft, hasPerson, TODAY).map(({ pointer, code }) => `${pointer} ${code}`)

describe('what is to be looked at', () => {
  it('is nothing in a whole draft', () => {
    expect(told(whole)).toEqual([])
  })

  it('is every gap at once', () => {
    expect(findings(emptyDraft(), true, TODAY).every((finding) => finding.isGap)).toBe(true)
    expect(told(emptyDraft())).toHaveLength(11)
    expect(told(emptyDraft(), false)).toHaveLength(7)
  })

  it('is an arrival, of those who are about to enter (R3)', () => {
    expect(told({ ...whole, presence: 'inbound' })).toEqual([
      '#/arrival/date required',
      '#/arrival/from required',
      '#/arrival/transport required',
    ])
  })

  it('are stays without place or with days that cannot be', () => {
    const travel = [
      { ...emptyStay(), where: 'china' as const, from: '2020-02-05', to: '2020-02-01' },
      { ...emptyStay(), where: 'abroad' as const, country: 'KR', from: '2020-02-05', to: '2020-02-12' },
    ]
    expect(told({ ...whole, hasTravelled: 'yes', travel })).toEqual([
      '#/travel/0/place place',
      '#/travel/0/to before-from',
      '#/travel/1/to in-the-future',
    ])
    expect(told({ ...whole, hasTravelled: 'yes' })).toEqual(['#/travel stay'])
  })

  it('is a hint only where the service may know better', () => {
    const person = { ...whole.person, documentType: 'resident-id' as const, documentNumber: '110105194912310021' }
    expect(findings({ ...whole, person, employer: '1' }, true, TODAY)).toEqual([
      { pointer: '#/person/document/number', code: 'check-digit', isGap: false },
      { pointer: '#/employer', code: 'credit-code', isGap: false },
    ])
  })

  it('is a temperature that is none, and a yes to symptoms without one', () => {
    expect(told({ ...whole, temperature: 'hot', hasSymptoms: 'yes' })).toEqual([
      '#/health/temperature_c temperature',
      '#/health/symptoms symptom',
    ])
  })
})

describe('the step of a field', () => {
  it('is found by its pointer', () => {
    expect(stepOf('#/person/document/number')).toBe('who')
    expect(stepOf('#/travel/3/to')).toBe('travel')
    expect(stepOf('#/arrival')).toBe('where')
    expect(stepOf('#/pledge/version')).toBe('send')
  })

  it('has an element for every pointer, and those around it', () => {
    expect(idOf('#/travel/0/to')).toBe('field-travel-0-to')
    expect(upwards('#/travel/0/to')).toEqual(['#/travel/0/to', '#/travel/0', '#/travel'])
  })
})
