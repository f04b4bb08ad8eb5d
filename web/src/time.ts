/**
 * Time as the service has it. All days are days of Shanghai (R1), and what counts is the service's clock: a
 * phone that is set wrong must not show a wrong day.
 */
let aheadMs = 0
/** What this device's time was when this page began, as far as its clock has run since. */
let beganAt = Date.now() - performance.now()
/** By so much its clock must be in front before it is believed: it was set, or the device slept. */
const LEAP_MS = 1000

/**
 * This device's time, in milliseconds since 1970, as far as it may be trusted: it goes on while the device sleeps
 * and when its clock is set forward, and never back, whoever sets the clock back.
 */
export function steadyTime(): number {
  const passed = performance.now()
  const clock = Date.now()
  if (clock - (beganAt + passed) > LEAP_MS) beganAt = clock - passed
  return Math.floor(beganAt + passed)
}

/** Learns the service's time from an answer. */
export function learnTime(serviceTime: string): void {
  const at = Date.parse(serviceTime)
  if (Number.isFinite(at)) aheadMs = at - steadyTime()
}

/** The service's time, in milliseconds since 1970. */
export function now(): number {
  return steadyTime() + aheadMs
}

const shanghaiDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The Shanghai day of a moment, `YYYY-MM-DD`. */
export function dayOf(moment: number | string): string {
  return shanghaiDay.format(new Date(moment))
}

/** Today in Shanghai, `YYYY-MM-DD`. */
export function today(): string {
  return dayOf(now())
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Whole days from one to another; negative if that is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/**
 * A moment in Shanghai, for people: `02/13 09:00:05`, `Feb 13, 09:00:05`, with the year when it is another. In English
 * the month is a word, because half of its readers take the first number for the day.
 */
export function clockTime(moment: number | string, locale: string, withSeconds = false): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    month: locale === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    ...(withSeconds ? { second: '2-digit' } : {}),
    ...(dayOf(moment).slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' }),
    hourCycle: 'h23',
  }).format(new Date(moment))
}

/** A day for people: `2月13日周四`, `Thu, Feb 13`, with the year when it is another. */
export function dayName(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    ...(day.slice(0, 4) === today().slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(new Date(`${day}T00:00:00Z`))
}
