import { describe, expect, it } from 'vitest'

import type { Shape } from '../../api/client'
import { compared } from './compare'
import { labelOf, placeOf } from './labels'

function hold(id: string, since = '2020-02-11'): Shape<'HoldView'> {
  return {
    id,
    since,
    rule: 'symptoms',
    colour: 'yellow',
    ends_by: 'check-ins',
    isolation: 'home',
    legal_basis: '',
    title: '',
    next_step: '',
  }
}

describe('a re-application', () => {
  it('is told by what it added (R19)', () => {
    const { added, stayed } = compared([hold('h1')], [hold('h1'), hold('h2')])
    expect(added.map(({ id }) => id)).toEqual(['h2'])
    expect(stayed.map(({ id }) => id)).toEqual(['h1'])
  })

  it('adds a reason that it lets begin again', () => {
    expect(compared([hold('h1')], [hold('h1', '2020-02-13')]).added).toHaveLength(1)
  })
})

describe('the name of a field', () => {
  it('is found by its pointer, with the number of its stay', () => {
    expect(labelOf('#/person/phone')).toEqual({ key: 'declare.who.phone' })
    expect(labelOf('#/travel/1/to')).toEqual({ key: 'declare.travel.to', stay: 2 })
    expect(labelOf('#/travel/0')).toEqual({ key: 'declare.travel.where', stay: 1 })
    expect(labelOf('#/position')).toBeUndefined()
  })

  it('stands where the form asks for it', () => {
    const told = ['#/unknown', '#/health/symptoms/0', '#/travel/1/to', '#/person/phone', '#/person/document/number', '#/arrival']
    expect(told.sort((one, other) => placeOf(one) - placeOf(other))).toEqual([
      '#/person/document/number', '#/person/phone', '#/arrival', '#/travel/1/to', '#/health/symptoms/0', '#/unknown',
    ])
  })
})
