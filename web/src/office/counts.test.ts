import { describe, expect, it } from 'vitest'

import { colourRows, hourRows, latestByDistrict, type Statistics } from './counts'

const counted: Statistics = {
  from: '2020-02-10',
  to: '2020-02-12',
  days: [
    { day: '2020-02-10', district: '330106', green: 5, yellow: 1, red: 0 },
    { day: '2020-02-12', district: '330106', green: 4, yellow: 1, red: 1 },
    { day: '2020-02-12', district: '330102', green: 7, yellow: 0, red: 2 },
  ],
  hours: [
    { hour: '2020-02-11T09:00:00+08:00', district: '330106', admit: 3, refuse: 1, refer: 0, undecided: 2 },
    { hour: '2020-02-11T11:00:00+08:00', district: '330106', admit: 1, refuse: 0, refer: 0, undecided: 0 },
    { hour: '2020-02-11T11:00:00+08:00', district: '330102', admit: 2, refuse: 0, refer: 1, undecided: 0 },
  ],
}

describe('colours over time', () => {
  it('have every day of the period, and a gap where nothing was counted', () => {
    expect(colourRows(counted, '330106')).toEqual([
      { at: '2020-02-10', counts: { green: 5, yellow: 1, red: 0 } },
      { at: '2020-02-11', counts: null },
      { at: '2020-02-12', counts: { green: 4, yellow: 1, red: 1 } },
    ])
  })

  it('of the city are the sum of its districts', () => {
    expect(colourRows(counted, null).at(-1)?.counts).toEqual({ green: 11, yellow: 1, red: 3 })
  })

  it('by district are those of the last day that was counted', () => {
    const latest = latestByDistrict(counted)
    expect(latest?.day).toBe('2020-02-12')
    expect(latest?.districts.map((one) => one.district)).toEqual(['330102', '330106'])
    expect(latestByDistrict({ ...counted, days: [] })).toBeNull()
  })
})

describe('verifications per hour', () => {
  it('have every hour between the first and the last, zero where nobody came', () => {
    const rows = hourRows(counted, null)
    expect(rows.map((row) => row.at)).toEqual(['02-11 09:00', '02-11 10:00', '02-11 11:00'])
    expect(rows.map((row) => row.counts?.admit)).toEqual([3, 0, 3])
  })

  it('are those of one district if one is asked for', () => {
    expect(hourRows(counted, '330102').map((row) => row.counts)).toEqual([
      { admit: 2, refuse: 0, refer: 1, undecided: 0 },
    ])
  })

  it('are empty where nothing was counted', () => {
    expect(hourRows({ ...counted, hours: [] }, null)).toEqual([])
  })
})
