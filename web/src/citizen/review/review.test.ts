import { describe, expect, it } from 'vitest'

import { bodyOf, faultsOf, isOverdue, lengthOf, type Draft } from './review'

const whole: Draft = { ground: 'data-error', statement: ' 我没有去过。 ', phone: '138 0000-0000', district: '330106' }

describe('a review that is filled in', () => {
  it('is sent without the spaces around it and inside the number', () => {
    expect(bodyOf(whole)).toEqual({
      ground: 'data-error',
      statement: '我没有去过。',
      phone: '13800000000',
      district: '330106',
    })
  })

  it('names every field that is missing, all at once', () => {
    const empty: Draft = { ground: '', statement: ' ', phone: '', district: '' }
    expect(faultsOf(empty)).toEqual({
      ground: 'missing',
      statement: 'missing',
      phone: 'missing',
      district: 'missing',
    })
    expect(bodyOf(empty)).toBeNull()
  })

  it('has 2000 characters at most, of whatever plane', () => {
    expect(lengthOf('𠮷'.repeat(2000))).toBe(2000)
    expect(faultsOf({ ...whole, statement: '𠮷'.repeat(2000) })).toEqual({})
    expect(faultsOf({ ...whole, statement: '码'.repeat(2001) })).toEqual({ statement: 'tooLong' })
  })

  it.each(['12800000000', '1380000000', '+12', 'phone'])('does not take %j for a phone', (phone) => {
    expect(faultsOf({ ...whole, phone })).toEqual({ phone: 'badPhone' })
  })

  it.each(['13800000000', '+8613800000000', '+821012345678'])('takes %j for a phone', (phone) => {
    expect(faultsOf({ ...whole, phone })).toEqual({})
  })
})

describe('a review', () => {
  const review = {
    review_id: 'r',
    status: 'submitted',
    ground: 'other',
    district: '330106',
    submitted_at: '2020-02-11T09:00:00+08:00',
    due_at: '2020-02-14T23:59:59+08:00',
  } as const
  const later = Date.parse('2020-02-15T00:00:00+08:00')

  it('is overdue after its last day, until it went up or was answered (R77)', () => {
    expect(isOverdue(review, Date.parse(review.due_at))).toBe(false)
    expect(isOverdue(review, later)).toBe(true)
    expect(isOverdue({ ...review, escalated_at: '2020-02-15T00:05:00+08:00' }, later)).toBe(false)
    expect(isOverdue({ ...review, status: 'upheld' }, later)).toBe(false)
  })
})
