/**
 * How many were admitted, turned back, referred and left undecided at a place today, on this device. Counts and
 * nothing else: no name, no token and no time, so that a phone that is lost tells nothing of anybody.
 */
import type { Outcome } from './scan'

export const OUTCOMES: readonly Outcome[] = ['admit', 'refuse', 'refer', 'undecided']

export type Counts = Record<Outcome, number>

/** The counts of one Shanghai day (R1), by place. */
export interface Tally {
  day: string
  places: Record<string, Counts>
}

export const NOBODY: Counts = { admit: 0, refuse: 0, refer: 0, undecided: 0 }

/** The counts of a place on a day. */
export function countsOf(tally: Tally | undefined, day: string, place: string): Counts {
  const counts = tally?.day === day ? tally.places[place] : undefined
  return { ...NOBODY, ...counts }
}

/**
 * The tally with one verdict more. The same person asked about again, with something added, counts once, by the
 * last answer: `former` is what was counted for them before. The counts of other days are dropped.
 */
export function counted(
  tally: Tally | undefined,
  day: string,
  place: string,
  outcome: Outcome,
  former?: { day: string; outcome: Outcome },
): Tally {
  const counts = countsOf(tally, day, place)
  if (former?.day === day) counts[former.outcome] = Math.max(0, counts[former.outcome] - 1)
  counts[outcome] += 1
  const others = tally?.day === day ? tally.places : {}
  return { day, places: { ...others, [place]: counts } }
}
