/**
 * What this device saw of a history last. A service that tells a history anew can tell a whole new one; a
 * device that remembers the end of the former finds that it is gone, also before any root was sealed (R84).
 */
import { keep, kept } from '../../session/kept'

/** An end that was seen: of a history, or of the roots. */
export interface Seen {
  /** The number of the last entry; 0 for a root. */
  seq: number
  hash: string
  /** The day of the root; of an entry, when it was written. */
  at: string
}

/** What was seen of a person's history. */
export function seenHead(person: string): Seen | undefined {
  return kept<Seen>(`head:${person}`)
}

/** Remembers the end of a history that holds. */
export function rememberHead(person: string, entries: { seq: number; hash: string; at: string }[]): void {
  const last = entries.at(-1)
  if (last) keep(`head:${person}`, { seq: last.seq, hash: last.hash, at: last.at } satisfies Seen)
}

/** Whether what was seen is still where it was. */
export function isStillThere(seen: Seen | undefined, hashes: string[]): boolean {
  return seen === undefined || hashes[seen.seq - 1] === seen.hash
}

/** The newest root that this device saw while it checked this person's history. */
export function seenRoot(person: string): Seen | undefined {
  return kept<Seen>(`root:${person}`)
}

/** Remembers the newest root. */
export function rememberRoot(person: string, root: { day: string; hash: string }): void {
  keep(`root:${person}`, { seq: 0, hash: root.hash, at: root.day } satisfies Seen)
}
