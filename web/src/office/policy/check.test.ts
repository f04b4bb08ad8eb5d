import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { checker, type Flaw } from './check'

const root = `${import.meta.dirname}/../../../..`
const json = (path: string) => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'))
const check = checker(json('docs/policy.schema.json'))
const shipped = () => json('shared/rules/policies/2020-02-11.json')
const told = (flaws: Flaw[]) => flaws.map((flaw) => `${flaw.pointer} ${flaw.keyword} ${flaw.expected}`.trim())

describe('a policy in the editor', () => {
  it('that ships has no fault', () => {
    expect(check(shipped())).toEqual([])
  })

  it('is told all its faults, each where it stands', () => {
    const policy = shipped()
    policy.window_days = 22
    policy.number_plate = true
    policy.version = 'with spaces'
    delete policy.fever_c
    policy.holds['stay-medium-risk'].colour = 'blue'
    policy.access[0].text.en = 7
    expect(told(check(policy)).sort()).toEqual([
      '#/access/0/text/en type string',
      '#/fever_c required',
      '#/holds/stay-medium-risk/colour enum green, yellow, red',
      '#/number_plate additionalProperties',
      '#/version pattern ^[A-Za-z0-9._-]{1,32}$',
      '#/window_days maximum 21',
    ])
  })

  it('that is no object is told so', () => {
    expect(told(check([]))).toContain('# type object')
  })
})
