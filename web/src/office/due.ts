/** How long an answer has time still, by the service's clock (R77). */

/** What is left until a moment, or how long it is over, in whole units: the largest that is not zero. */
export interface Left {
  isOver: boolean
  unit: 'days' | 'hours' | 'minutes'
  count: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * What is left at `now`, in milliseconds since 1970, until `dueAt`. Rounded towards zero, so that nobody is
 * told of more time than there is; the moment itself is over.
 */
export function leftUntil(dueAt: string, now: number): Left {
  const left = Date.parse(dueAt) - now
  const isOver = left <= 0
  const size = Math.abs(left)
  if (size >= 2 * DAY) return { isOver, unit: 'days', count: Math.floor(size / DAY) }
  if (size >= HOUR) return { isOver, unit: 'hours', count: Math.floor(size / HOUR) }
  return { isOver, unit: 'minutes', count: Math.floor(size / MINUTE) }
}

/** What the dashboard sorts open reviews by. */
export interface Waiting {
  submitted_at: string
  due_at: string
}

/** How many reviews are so many days old, and how many of these are overdue. */
export interface AgeGroup {
  /** Whole days since it was filed; the last group has all older ones too. */
  days: number
  isLast: boolean
  inTime: number
  overdue: number
}

const OLDEST_GROUP = 5

/** Open reviews by their age in whole days of 24 hours. Every group is there, the empty ones too. */
export function byAge(reviews: Waiting[], now: number): AgeGroup[] {
  const groups = Array.from({ length: OLDEST_GROUP + 1 }, (_, days): AgeGroup => ({
    days,
    isLast: days === OLDEST_GROUP,
    inTime: 0,
    overdue: 0,
  }))
  for (const review of reviews) {
    const age = Math.floor((now - Date.parse(review.submitted_at)) / DAY)
    const group = groups[Math.min(Math.max(age, 0), OLDEST_GROUP)]
    if (!group) continue
    if (leftUntil(review.due_at, now).isOver) group.overdue += 1
    else group.inTime += 1
  }
  return groups
}
