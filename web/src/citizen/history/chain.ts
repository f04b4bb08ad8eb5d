/**
 * Checks a person's history on their own device, so that nobody has to believe the service (R84): each entry's
 * hash is SHA-256 over its other members as canonical JSON (RFC 8785), and each entry names the one before.
 *
 * The first thing that does not hold is named exactly, because "something is wrong" helps nobody who wants to
 * ask what happened to that entry.
 */
import canonicalize from 'canonicalize'

/** What is checked of an entry; its other members are hashed with it as they came. */
export interface Chained {
  seq: number
  colour_before?: string | null
  colour_after: string
  prev_hash: string
  hash: string
}

/** Why something does not hold. */
export type Why =
  | 'members'
  | 'number'
  | 'before'
  | 'content'
  | 'colour'
  | 'head'
  | 'sealed'
  | 'owner'
  | 'path'
  | 'root'
  | 'roots'
  | 'seen'
  | 'seenRoot'
  | 'unreadable'

/** The first thing that does not hold. */
export class Broken extends Error {
  constructor(
    readonly why: Why,
    /** The entry's number, where it is about one. */
    readonly entry: number | null,
    /** The day of the root, where it is about one. */
    readonly day: string | null = null,
  ) {
    super(`${why} ${entry ?? day ?? ''}`)
  }
}

/** The hash before the first of anything. */
export const ZEROS = '0'.repeat(64)

const MEMBERS = 'actor at colour_after colour_before detail hash kind prev_hash seq'

/** Checks all entries, oldest first, and that the last is the head; gives their hashes. */
export async function checkChain(history: { entries: Chained[]; head: string }): Promise<string[]> {
  const hashes: string[] = []
  let before = ZEROS
  let colour: string | null = null
  for (const [index, entry] of history.entries.entries()) {
    const place = index + 1
    if (!hasMembers(entry, MEMBERS)) throw new Broken('members', place)
    if (entry.seq !== place) throw new Broken('number', place)
    if (entry.prev_hash !== before) throw new Broken('before', place)
    if (entry.hash !== (await hashOf(entry))) throw new Broken('content', place)
    if (entry.colour_before !== colour) throw new Broken('colour', place)
    before = entry.hash
    colour = entry.colour_after
    hashes.push(before)
  }
  if (history.head !== before) throw new Broken('head', history.entries.length)
  return hashes
}

/** The hash that an entry or a root should carry; none where its content has no canonical form. */
export async function hashOf(record: object): Promise<string | null> {
  const rest: Record<string, unknown> = { ...record }
  delete rest['hash']
  try {
    return hex(await digest(canonicalBytes(rest)))
  } catch {
    return null
  }
}

/**
 * Canonical JSON as bytes.
 *
 * @throws for half of a surrogate pair, which no two programs read alike.
 */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalize(value) ?? 'null')
}

/** SHA-256 of several pieces, one after another. */
export async function digest(...pieces: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole))
}

/** Bytes in lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether a record has exactly these members, which are given in order and apart by spaces. */
export function hasMembers(record: object, members: string): boolean {
  return Object.keys(record).sort().join(' ') === members
}
