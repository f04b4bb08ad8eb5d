import { describe, expect, it } from 'vitest'

import { byAge, leftUntil } from './due'

const at = (time: string): number => Date.parse(time)

describe('how long is left (R77)', () => {
  it('is told in days, then hours, then minutes, never more than there is', () => {
    const due = '2020-02-14T09:00:00+08:00'
    expect(leftUntil(due, at('2020-02-11T09:00:01+08:00'))).toEqual({ isOver: false, unit: 'days', count: 2 })
    expect(leftUntil(due, at('2020-02-12T10:00:00+08:00'))).toEqual({ isOver: false, unit: 'hours', count: 47 })
    expect(leftUntil(due, at('2020-02-14T08:00:01+08:00'))).toEqual({ isOver: false, unit: 'minutes', count: 59 })
  })

  it('is over at the moment itself, and how long it has been is told the same way', () => {
    const due = '2020-02-14T09:00:00+08:00'
    expect(leftUntil(due, at(due))).toEqual({ isOver: true, unit: 'minutes', count: 0 })
    expect(leftUntil(due, at('2020-02-17T09:00:00+08:00'))).toEqual({ isOver: true, unit: 'days', count: 3 })
  })

  it('does not depend on the zone that the moment is written in', () => {
    expect(leftUntil('2020-02-14T01:00:00Z', at('2020-02-14T08:30:00+08:00')).count).toBe(30)
  })
})

describe('open reviews by age', () => {
  const now = at('2020-02-20T09:00:00+08:00')
  const review = (submitted_at: string, due_at: string) => ({ submitted_at, due_at })

  it('are counted by whole days, overdue ones apart, and the oldest together', () => {
    const groups = byAge(
      [
        review('2020-02-20T08:00:00+08:00', '2020-02-25T08:00:00+08:00'),
        review('2020-02-18T10:00:00+08:00', '2020-02-21T10:00:00+08:00'),
        review('2020-02-11T09:00:00+08:00', '2020-02-14T09:00:00+08:00'),
        review('2020-02-01T09:00:00+08:00', '2020-02-05T09:00:00+08:00'),
      ],
      now,
    )
    expect(groups.map((group) => [group.days, group.inTime, group.overdue])).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [2, 0, 0],
      [3, 0, 0],
      [4, 0, 0],
      [5, 0, 2],
    ])
    expect(groups.at(-1)?.isLast).toBe(true)
  })

  it('that seem to come from the future are new', () => {
    const [newest] = byAge([review('2020-02-21T09:00:00+08:00', '2020-02-25T09:00:00+08:00')], now)
    expect(newest?.inTime).toBe(1)
  })
})
