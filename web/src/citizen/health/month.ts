/** Check-ins as months of weeks, from Monday to Sunday, as a calendar on the wall has them. */
import { daysAfter } from '../../time'

/** What is to be seen of a day. */
export interface Cell {
  /** `YYYY-MM-DD`. */
  day: string
  /** Of the month, without a leading zero. */
  number: number
  result: 'normal' | 'abnormal' | 'missed' | null
  isToday: boolean
  /** Whether it is the first day without the colour, if all goes well. */
  isRelease: boolean
}

/** A month: weeks of seven, with nothing where another month's days would be. */
export interface Month {
  /** `YYYY-MM`. */
  name: string
  weeks: (Cell | null)[][]
}

/** More months than this are no calendar any more. */
const MOST = 14

/** Every month from the first day with a result, or today, to the release or today, whichever is later. */
export function monthsOf(
  calendar: readonly { date: string; result: Exclude<Cell['result'], null> }[],
  today: string,
  release: string | null,
): Month[] {
  const results = new Map(calendar.map((day) => [day.date, day.result]))
  const known = [today, ...results.keys(), ...(release ? [release] : [])].sort()
  const last = known.at(-1)?.slice(0, 7) ?? ''
  const months: Month[] = []
  let name = known[0]?.slice(0, 7) ?? last
  while (name <= last && months.length < MOST) {
    months.push({
      name,
      weeks: weeksOf(name, (day) => ({
        day,
        number: Number(day.slice(8)),
        result: results.get(day) ?? null,
        isToday: day === today,
        isRelease: day === release,
      })),
    })
    name = daysAfter(`${name}-28`, 4).slice(0, 7)
  }
  return months
}

function weeksOf(month: string, cell: (day: string) => Cell): (Cell | null)[][] {
  const weeks: (Cell | null)[][] = []
  const first = `${month}-01`
  let week: (Cell | null)[] = Array.from({ length: (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7 }, () => null)
  for (let day = first; day.startsWith(month); day = daysAfter(day, 1)) {
    week.push(cell(day))
    if (week.length === 7) {
      weeks.push(week)
      week = []
    }
  }
  if (week.length > 0) weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)])
  return weeks
}

/** When a code can be green at the earliest: as late as its last reason; null where one has no such day (R24). */
export function greenOn(holds: readonly { earliest_release_on?: string | null }[]): string | null {
  let latest: string | null = null
  for (const hold of holds) {
    if (!hold.earliest_release_on) return null
    if (latest === null || hold.earliest_release_on > latest) latest = hold.earliest_release_on
  }
  return latest
}
