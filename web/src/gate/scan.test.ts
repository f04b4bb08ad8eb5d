import { describe, expect, test } from 'vitest'

import { Problem } from '../api/problem'
import * as scan from './scan'

const verdict = (outcome: scan.Outcome): scan.Verdict => ({
  outcome,
  colour: 'green',
  holder: { name_masked: '林XX', document_tail: '0001' },
  reasons: [],
  missing: outcome === 'undecided' ? ['identity-document'] : [],
  scan_id: 's_1',
  verified_at: '2020-02-11T09:00:00+08:00',
  rule: { version: '2020-02-11', authority: '', effective_from: '2020-02-11', text: '' },
})
const asked = (token = 'pass', key = 'one'): scan.Question => scan.question('gate-1', 'entry', { token }, key)
const undecided = (): scan.Phase =>
  scan.answered(scan.begun(scan.IDLE, asked()), 'one', verdict('undecided'))

describe('a question', () => {
  test('has nothing but what was shown', () => {
    expect(scan.question('gate-1', 'exit', {}, 'k').body).toEqual({ place_id: 'gate-1', direction: 'exit' })
    expect(asked().body).toEqual({ place_id: 'gate-1', direction: 'entry', token: 'pass' })
  })

  test('is short enough to be answered, however long the code is', () => {
    expect(asked('x'.repeat(7089)).body.token).toHaveLength(4096)
  })

  test('of the next person waits for the answer about this one', () => {
    const asking = scan.begun(scan.IDLE, asked())
    expect(scan.begun(asking, asked('another', 'two'))).toBe(asking)
    expect(scan.next(asking)).toBe(asking)
  })
})

describe('an answer', () => {
  test('ends the question that it is for, and no other', () => {
    const asking = scan.begun(scan.IDLE, asked())
    expect(scan.answered(asking, 'two', verdict('admit'))).toBe(asking)
    expect(scan.answered(asking, 'one', verdict('admit'))).toMatchObject({ is: 'verdict', verdict: { outcome: 'admit' } })
    expect(scan.answered(scan.IDLE, 'one', verdict('admit'))).toBe(scan.IDLE)
    expect(scan.failed(asking, 'two', Problem.unreachable())).toBe(asking)
  })

  test('makes room for the next person when staff are done', () => {
    expect(scan.next(undecided())).toBe(scan.IDLE)
    expect(scan.begun(undecided(), asked('another', 'two'))).toMatchObject({ is: 'asking', question: { key: 'two' } })
  })
})

describe('what is added', () => {
  test('is asked with the same pass under another key, and remembers what was decided', () => {
    const before = undecided()
    const asking = scan.amended(before, { presented: 'identity-document' }, 'two')
    expect(asking).toEqual({
      is: 'asking',
      question: { key: 'two', body: { ...asked().body, presented: ['identity-document'] } },
      former: before,
    })
  })

  test('adds up, each once', () => {
    let phase = undecided()
    for (const [added, key] of [
      [{ presented: 'identity-document' }, 'two'],
      [{ presented: 'lease' }, 'three'],
      [{ presented: 'lease', temperature: 36.5 }, 'four'],
    ] as const) {
      phase = scan.answered(scan.amended(phase, added, key), key, verdict('undecided'))
    }
    expect(phase).toMatchObject({ question: { body: { presented: ['identity-document', 'lease'], temperature_c: 36.5 } } })
  })

  test('is nothing when staff only ask again, which is another question all the same', () => {
    expect(scan.amended(undecided(), {}, 'two')).toMatchObject({ is: 'asking', question: { key: 'two', body: asked().body } })
  })

  test('needs somebody to be added to', () => {
    expect(scan.amended(scan.IDLE, { temperature: 36 }, 'two')).toBe(scan.IDLE)
  })
})

describe('a failure', () => {
  const lost = (phase: scan.Phase, key: string): scan.Phase => scan.failed(phase, key, Problem.unreachable())

  test('is no verdict, and the same question under the same key can be asked again', () => {
    const failed = lost(scan.begun(scan.IDLE, asked()), 'one')
    expect(failed).toMatchObject({ is: 'failed', problem: { code: 'unreachable' } })
    expect(failed).not.toHaveProperty('verdict')
    expect(scan.retried(failed)).toEqual({ is: 'asking', question: asked() })
  })

  test('of an addition leaves what was decided before', () => {
    const before = undecided()
    const failed = lost(scan.amended(before, { temperature: 36 }, 'two'), 'two')
    expect(scan.retried(failed)).toMatchObject({ is: 'asking', question: { key: 'two' }, former: before })
    expect(scan.withdrawn(failed)).toBe(before)
  })

  test('after an admission does not bring it back, for the answer that was lost may have been another', () => {
    const before = scan.answered(scan.begun(scan.IDLE, asked()), 'one', verdict('admit'))
    const failed = lost(scan.amended(before, { temperature: 36 }, 'two'), 'two')
    expect(scan.withdrawn(failed)).toBe(scan.IDLE)
  })

  test('of a first question leaves nothing', () => {
    expect(scan.withdrawn(lost(scan.begun(scan.IDLE, asked()), 'one'))).toBe(scan.IDLE)
  })
})
