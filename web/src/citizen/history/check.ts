/**
 * The whole check of a history: its chain, what this device saw before, the proof of the last sealed day, and the
 * public roots. The first thing that does not hold ends it.
 */
import { answered, api, type Shape } from '../../api/client'
import { Problem } from '../../api/problem'
import { Broken, checkChain } from './chain'
import { checkIsPublic, checkProof, checkRoots } from './sealed'
import { isStillThere, rememberHead, rememberRoot, seenHead, seenRoot, type Seen } from './seen'

export type History = Shape<'HistoryView'>

/** What was found to hold. */
export interface Held {
  entries: number
  /** The sealed entry and the day; null if no root has this history yet. */
  sealed: { entry: number; day: string } | null
  /** How many public roots were checked. */
  roots: number
  /** What this device had seen before; undefined the first time. */
  seen: Seen | undefined
}

/**
 * Checks the chain, and that what this device saw is still in it; remembers its end if so.
 *
 * @throws {Broken} for the first thing that does not hold.
 */
export async function checkHistory(person: string, history: History): Promise<{ hashes: string[]; seen: Seen | undefined }> {
  const hashes = await readably(checkChain(history))
  const seen = seenHead(person)
  if (seen && !isStillThere(seen, hashes)) throw new Broken('seen', seen.seq, seen.at)
  rememberHead(person, history.entries)
  return { hashes, seen }
}

/**
 * Reads all anew and checks it. What was read is given to `show`, whether it holds or not.
 *
 * @throws {Broken} for the first thing that does not hold, {Problem} if something could not be read.
 */
export async function checkAll(person: string, show: (history: History) => void): Promise<Held> {
  // The proof first: what was sealed before is in a history that is read after it.
  const proof = await proofOf(person)
  const history = await answered(api.GET('/v1/people/{person}/history', { params: { path: { person } } }))
  show(history)
  const { hashes, seen } = await checkHistory(person, history)
  const held = { entries: hashes.length, sealed: null, roots: 0, seen }
  if (!proof) return held
  await readably(checkProof(proof, hashes, person))
  const roots = await checkPublic(person, proof.root)
  return { ...held, sealed: { entry: proof.leaf.seq, day: proof.root.day }, roots }
}

/** The proof of the last sealed day; null for a code that is younger than it. */
async function proofOf(person: string): Promise<Shape<'Proof'> | null> {
  try {
    return await answered(api.GET('/v1/people/{person}/history/proof', { params: { path: { person } } }))
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

/** Checks the public roots back to this one and to the one that this device saw last; gives their number. */
async function checkPublic(person: string, root: Shape<'Root'>): Promise<number> {
  const seen = seenRoot(person)
  const back = seen && seen.at < root.day ? seen.at : root.day
  const roots: Shape<'Root'>[] = []
  let cursor: string | null | undefined
  do {
    const page: Shape<'RootsView'> = await answered(api.GET('/v1/roots', { params: { query: cursor ? { cursor } : {} } }))
    roots.push(...page.roots)
    cursor = page.next_cursor
  } while (cursor && (roots.at(-1)?.day ?? '') > back)
  await readably(checkRoots(roots, !cursor))
  checkIsPublic(root, roots)
  if (seen && !roots.some((other) => other.day === seen.at && other.hash === seen.hash)) {
    throw new Broken('seenRoot', null, seen.at)
  }
  const newest = roots[0]
  if (newest) rememberRoot(person, newest)
  return roots.length
}

/** What is not even of the right form cannot be checked, and so does not hold. */
async function readably<Value>(checked: Promise<Value>): Promise<Value> {
  try {
    return await checked
  } catch (error) {
    throw error instanceof Broken ? error : new Broken('unreadable', null)
  }
}
