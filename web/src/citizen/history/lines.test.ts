import { describe, expect, it } from 'vitest'

import { linesOf, type Say } from './lines'

const say: Say = {
  own: (key, named) => (named ? `${key}(${Object.values(named).join()})` : key),
  word: (vocabulary, code) => `${vocabulary}:${code}`,
  district: (code) => `district:${code}`,
  day: (day) => day,
  yesOrNo: (value) => (value ? 'yes' : 'no'),
}

describe('the lines of an entry', () => {
  it('tell each reason with its colour, day and evidence, before anything else', () => {
    const lines = linesOf(
      {
        policy: '2020-02-11',
        put_on: [{
          colour: 'red', evidence: [{ id: 'declaration-1', source: 'declaration' }], hold: 'h1',
          policy: '2020-02-11', rule: 'stay-high-risk', since: '2020-02-11',
        }],
      },
      say,
    )
    expect(lines.map((line) => [line.label, line.value])).toEqual([
      ['put_on', 'rule:stay-high-risk · colour:red · since(2020-02-11) · evidence(source:declaration declaration-1) · h1'],
      ['policy', '2020-02-11'],
    ])
  })

  it('tell what ended, when and by whom', () => {
    const closed = { hold: 'h1', rule: 'symptoms', ended_on: '2020-02-18', closed_by: { source: 'clinic', id: 'c-1' } }
    expect(linesOf({ closed: [closed] }, say)[0]?.value).toBe(
      'rule:symptoms · endedOn(2020-02-18) · closedBy(source:clinic c-1) · h1',
    )
  })

  it('name districts and grounds, and mark what is no word', () => {
    const lines = linesOf(
      { review: 1, from: '330106', ground: 'other', officer: 'AB.CD', close_holds: ['h1', 'h2'], credit_referral: false },
      say,
    )
    expect(Object.fromEntries(lines.map((line) => [line.label, line.value]))).toEqual({
      review: 'nth(1)',
      from: 'district:330106',
      ground: 'review-ground:other',
      officer: 'AB.CD',
      close_holds: 'h1 · h2',
      credit_referral: 'no',
    })
    expect(lines.filter((line) => line.isMark).map((line) => line.label)).toEqual(['officer'])
  })

  it('leave out nothing that they do not know (R84)', () => {
    expect(linesOf({ novelty: { deep: [1] } }, say)).toEqual([
      { label: 'novelty', value: '{"deep":[1]}', isMark: false },
    ])
  })
})
