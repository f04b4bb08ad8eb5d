import { expect, test } from 'vitest'

import { counted, countsOf, NOBODY } from './tally'

const DAY = '2020-02-11'

test('counts each outcome by place', () => {
  let tally = counted(undefined, DAY, 'a', 'admit')
  tally = counted(tally, DAY, 'a', 'admit')
  tally = counted(tally, DAY, 'b', 'refuse')
  expect(countsOf(tally, DAY, 'a')).toEqual({ ...NOBODY, admit: 2 })
  expect(countsOf(tally, DAY, 'b')).toEqual({ ...NOBODY, refuse: 1 })
  expect(countsOf(tally, DAY, 'c')).toEqual(NOBODY)
})

test('counts a person once, by the last answer about them', () => {
  const tally = counted(undefined, DAY, 'a', 'undecided')
  const after = counted(tally, DAY, 'a', 'admit', { day: DAY, outcome: 'undecided' })
  expect(countsOf(after, DAY, 'a')).toEqual({ ...NOBODY, admit: 1 })
})

test('begins anew with the day, and forgets the day before', () => {
  const tally = counted(counted(undefined, DAY, 'a', 'admit'), '2020-02-12', 'b', 'refer')
  expect(countsOf(tally, '2020-02-12', 'a')).toEqual(NOBODY)
  expect(tally).toEqual({ day: '2020-02-12', places: { b: { ...NOBODY, refer: 1 } } })
})

test('takes nothing from the new day for an answer of the day before', () => {
  const tally = counted(undefined, DAY, 'a', 'undecided')
  const after = counted(tally, '2020-02-12', 'a', 'admit', { day: DAY, outcome: 'undecided' })
  expect(countsOf(after, '2020-02-12', 'a')).toEqual({ ...NOBODY, admit: 1 })
})

test('never falls below nothing, whatever another tab did', () => {
  const after = counted(undefined, DAY, 'a', 'admit', { day: DAY, outcome: 'undecided' })
  expect(countsOf(after, DAY, 'a')).toEqual({ ...NOBODY, admit: 1 })
})
