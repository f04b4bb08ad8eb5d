/**
 * Counts of a period and how the charts want them. Days and hours that nobody counted are missing in the
 * answer; here they are there, and empty, so that a gap is seen as a gap and not as a straight line.
 */
import type { Shape } from '../api/client'
import { dayOf, daysAfter, daysBetween } from '../time'

/** What was counted in a period. */
export type Statistics = Shape<'StatisticsView'>
/** People of a district by colour on a day. */
export type DayCount = Shape<'ColoursView'>
/** Verifications of a district by outcome in the hour that began then. */
export type HourCount = Shape<'PassagesView'>

export const COLOURS = ['green', 'yellow', 'red'] as const
export const OUTCOMES = ['admit', 'refuse', 'refer', 'undecided'] as const

/** One place on the axis of time, with a count for each series; null where nothing was counted. */
export interface Row<Key extends string> {
  at: string
  counts: Record<Key, number> | null
}

/** Colours of every day of the period, of one district or of all together. */
export function colourRows(counted: Statistics, district: string | null): Row<(typeof COLOURS)[number]>[] {
  const days = Array.from({ length: daysBetween(counted.from, counted.to) + 1 }, (_, at) =>
    daysAfter(counted.from, at),
  )
  const of = counted.days.filter((day) => district === null || day.district === district)
  return days.map((at) => ({ at, counts: summed(of.filter((day) => day.day === at), COLOURS) }))
}

/** Colours by district on the last day that was counted. */
export function latestByDistrict(counted: Statistics): { day: string; districts: DayCount[] } | null {
  const day = counted.days.reduce((latest, one) => (one.day > latest ? one.day : latest), '')
  if (!day) return null
  const districts = counted.days.filter((one) => one.day === day)
  return { day, districts: districts.sort((one, other) => one.district.localeCompare(other.district)) }
}

const HOUR = 3_600_000

/**
 * Verifications of every hour from the first one counted to the last, of one district or of all together. An
 * hour without any is zero: the gates were open, and nobody came.
 */
export function hourRows(counted: Statistics, district: string | null): Row<(typeof OUTCOMES)[number]>[] {
  const of = counted.hours.filter((hour) => district === null || hour.district === district)
  const byHour = new Map<number, HourCount[]>()
  for (const hour of of) {
    const at = Date.parse(hour.hour)
    byHour.set(at, [...(byHour.get(at) ?? []), hour])
  }
  const hours = [...byHour.keys()]
  if (hours.length === 0) return []
  const first = Math.min(...hours)
  const count = (Math.max(...hours) - first) / HOUR + 1
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * HOUR
    const counts = summed(byHour.get(at) ?? [], OUTCOMES)
    return { at: hourName(at), counts: counts ?? { admit: 0, refuse: 0, refer: 0, undecided: 0 } }
  })
}

/** `02-11 09:00`, in Shanghai. */
function hourName(at: number): string {
  // Shanghai has been eight hours ahead all year since 1992.
  const hour = new Date(at + 8 * HOUR).toISOString().slice(11, 13)
  return `${dayOf(at).slice(5)} ${hour}:00`
}

function summed<Key extends string>(
  rows: Record<Key, number>[],
  keys: readonly Key[],
): Record<Key, number> | null {
  if (rows.length === 0) return null
  const sums = keys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])
  return Object.fromEntries(sums) as Record<Key, number>
}
