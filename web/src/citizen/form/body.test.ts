import { describe, expect, it } from 'vitest'

import { applicationOf, declarationOf } from './body'
import { emptyDraft, emptyStay, takenUp, forNextTime, type Draft } from './draft'

function filled(changes: Partial<Draft> = {}): Draft {
  return {
    ...emptyDraft(),
    person: {
      relation: 'child',
      name: ' 林示例 ',
      phone: '138 0000 0000',
      documentType: 'resident-id',
      documentNumber: ' 11010519491231002x ',
      country: 'KR',
    },
    presence: 'in-hangzhou',
    district: '330106',
    hasTravelled: 'no',
    confirmedCase: 'no',
    cohabitant: 'yes',
    hasSymptoms: 'no',
    pledge: true,
    ...changes,
  }
}

describe('the body of a declaration', () => {
  it('says what was answered and leaves out what was not', () => {
    expect(declarationOf(filled(), '2020-02-11')).toEqual({
      presence: 'in-hangzhou',
      district: '330106',
      travel: [],
      contact: { confirmed_case: false, quarantined_cohabitant: true },
      health: { symptoms: [], chronic: [] },
      pledge: { accepted: true, version: '2020-02-11' },
    })
  })

  it('has no position (R18)', () => {
    expect(applicationOf(filled(), 'v')).not.toHaveProperty('position')
  })

  it('tidies name, phone and number, and gives a country with a passport only (R21)', () => {
    expect(applicationOf(filled(), 'v').person).toEqual({
      relation: 'child',
      name: '林示例',
      phone: '13800000000',
      document: { type: 'resident-id', number: '11010519491231002X' },
    })
  })

  it('forgets what an answer has made void', () => {
    const stay = { ...emptyStay(), where: 'china' as const, place: '420100', from: '2020-02-01', to: '2020-02-02' }
    const body = declarationOf(
      filled({
        travel: [stay],
        symptoms: ['cough'],
        chronic: ['cough'],
        arrival: { date: '2020-02-12', from: '420100', transport: 'rail', number: 'G1' },
      }),
      'v',
    )
    expect(body.travel).toEqual([])
    expect(body.health.symptoms).toEqual([])
    expect(body.arrival).toBeUndefined()
  })

  it('tells stays at home and abroad, and how somebody arrives (R3, R20)', () => {
    const body = declarationOf(
      filled({
        presence: 'inbound',
        hasTravelled: 'yes',
        travel: [
          { where: 'china', place: '420100', country: 'KR', from: '2020-02-01', to: '2020-02-05' },
          { where: 'abroad', place: '420100', country: 'KR', from: '2020-01-20', to: '2020-01-25' },
        ],
        arrival: { date: '2020-02-12', from: '420100', transport: 'rail', number: ' ' },
      }),
      'v',
    )
    expect(body.travel).toEqual([
      { place: '420100', from: '2020-02-01', to: '2020-02-05' },
      { country: 'KR', from: '2020-01-20', to: '2020-01-25' },
    ])
    expect(body.arrival).toEqual({ date: '2020-02-12', from: '420100', transport: 'rail' })
  })

  it('keeps chronic only what is a symptom today (R40)', () => {
    const body = declarationOf(
      filled({ hasSymptoms: 'yes', symptoms: ['cough'], chronic: ['cough', 'runny-nose'], temperature: '36.6' }),
      'v',
    )
    expect(body.health).toEqual({ temperature_c: 36.6, symptoms: ['cough'], chronic: ['cough'] })
  })
})

describe('a draft that was kept', () => {
  it('needs a new pledge (R13)', () => {
    expect(takenUp(filled()).pledge).toBe(false)
  })

  it('of an older form has its gaps filled', () => {
    expect(takenUp({ district: '330106' }).person.documentType).toBe('resident-id')
  })

  it('for the next time does not say who it was or how they felt', () => {
    const next = forNextTime(filled({ temperature: '36.6' }))
    expect(JSON.stringify(next)).not.toMatch(/示例|1380|36\.6|cohabitant/)
  })
})
