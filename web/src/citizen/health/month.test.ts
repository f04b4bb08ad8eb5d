import { describe, expect, it } from 'vitest'

import { greenOn, monthsOf } from './month'

describe('the months of check-ins', () => {
  it('begin on the weekday that they have, and are whole weeks', () => {
    const [february] = monthsOf([], '2020-02-11', null)
    expect(february?.name).toBe('2020-02')
    expect(february?.weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7])
    // The first of February 2020 was a Saturday, and the year a leap year.
    expect(february?.weeks[0]?.map((cell) => cell?.number ?? 0)).toEqual([0, 0, 0, 0, 0, 1, 2])
    expect(february?.weeks[4]?.map((cell) => cell?.number ?? 0)).toEqual([24, 25, 26, 27, 28, 29, 0])
  })

  it('reach from the first result over the end of the year to the release', () => {
    const months = monthsOf([{ date: '2020-12-30', result: 'normal' }], '2020-12-31', '2021-02-01')
    expect(months.map((month) => month.name)).toEqual(['2020-12', '2021-01', '2021-02'])
  })

  it('mark results, today and the day of release', () => {
    const [february] = monthsOf(
      [{ date: '2020-02-11', result: 'normal' }, { date: '2020-02-12', result: 'missed' }],
      '2020-02-13',
      '2020-02-27',
    )
    const cells = february?.weeks.flat().filter((cell) => cell !== null) ?? []
    const seen = cells.filter((cell) => cell.result ?? (cell.isToday || cell.isRelease))
    expect(seen.map(({ number, result, isToday, isRelease }) => [number, result, isToday, isRelease])).toEqual([
      [11, 'normal', false, false],
      [12, 'missed', false, false],
      [13, null, true, false],
      [27, null, false, true],
    ])
  })
})

describe('the day of green', () => {
  it('is that of the last reason (R24)', () => {
    expect(greenOn([{ earliest_release_on: '2020-02-25' }, { earliest_release_on: '2020-02-18' }])).toBe('2020-02-25')
  })

  it('is unknown where a clinic or an officer ends one of them', () => {
    expect(greenOn([{ earliest_release_on: '2020-02-25' }, { earliest_release_on: null }])).toBeNull()
    expect(greenOn([])).toBeNull()
  })
})
