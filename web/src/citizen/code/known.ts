/**
 * What this device was last told of its people, for when there is no network: colours and days, with their age,
 * and never a pass. It is forgotten at log-out, like all that is kept.
 */
import type { Shape } from '../../api/client'
import { keep, kept } from '../../session/kept'
import { steadyTime } from '../../time'

/** A code without its pass. */
export type KnownCode = Omit<Shape<'CodeView'>, 'pass'>

/** Something that was told, and when, by this device's clock: ages are differences of one clock. */
export interface Told<Value> {
  value: Value
  heardAt: number
}

const PEOPLE = 'people'
const CODES = 'codes'

/** The people whom the account kept last. */
export function knownPeople(): Told<Shape<'KeptView'>[]> | undefined {
  return kept(PEOPLE)
}

/** Remembers the account's people, and forgets the codes of everybody else. */
export function rememberPeople(people: Shape<'KeptView'>[]): void {
  keep(PEOPLE, { value: people, heardAt: steadyTime() })
  const theirs = people.map((person) => person.person_id)
  const codes = Object.entries(all()).filter(([person]) => theirs.includes(person))
  keep(CODES, Object.fromEntries(codes))
}

/** The code that a person had last. */
export function knownCode(person: string): Told<KnownCode> | undefined {
  return all()[person]
}

/** Remembers a code, without its pass. */
export function rememberCode(code: Shape<'CodeView'>): Told<KnownCode> {
  const value: KnownCode & { pass?: unknown } = { ...code }
  delete value.pass
  const told = { value, heardAt: steadyTime() }
  keep(CODES, { ...all(), [code.person_id]: told })
  return told
}

function all(): Record<string, Told<KnownCode>> {
  return kept(CODES) ?? {}
}

/** An age in words: `12 minutes ago`, `12分钟前`. */
export function ageInWords(ms: number, locale: string): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  if (minutes < 60) return words.format(-minutes, 'minute')
  if (minutes < 24 * 60) return words.format(-Math.floor(minutes / 60), 'hour')
  return words.format(-Math.floor(minutes / (24 * 60)), 'day')
}
