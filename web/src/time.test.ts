import { afterEach, describe, expect, it, vi } from 'vitest'

import { learnTime, now, steadyTime } from './time'

afterEach(() => {
  vi.restoreAllMocks()
})

/** From here on the clock is so far off, and so much more time has passed. */
function device(clockMs: number, passedMs: number): void {
  const [clock, passed] = [Date.now(), performance.now()]
  vi.spyOn(Date, 'now').mockReturnValue(clock + clockMs)
  vi.spyOn(performance, 'now').mockReturnValue(passed + passedMs)
}

describe('the time of this device', () => {
  it('goes on when its clock is set back', () => {
    const before = steadyTime()
    device(-600_000, 61_000)
    expect(steadyTime()).toBeGreaterThanOrEqual(before + 61_000)
  })

  it('has gone on when it slept, though nothing ran meanwhile', () => {
    const before = steadyTime()
    device(300_000, 10)
    expect(steadyTime()).toBeGreaterThanOrEqual(before + 300_000)
  })

  it('carries the service’s, whatever becomes of the clock', () => {
    learnTime('2020-02-11T09:00:00+08:00')
    device(-86_400_000, 1000)
    expect(Math.abs(now() - Date.parse('2020-02-11T09:00:01+08:00'))).toBeLessThan(500)
  })
})
