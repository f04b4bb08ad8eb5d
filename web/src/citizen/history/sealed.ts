/**
 * Checks that a history is the one whose head was sealed in a day's public root (R84): a chain that was thrown
 * away and told anew holds by itself, and only this finds it. Trees are those of RFC 6962, section 2.1, as
 * docs/decisions/heads.md tells; `local/check-history.py` does the same without a browser.
 */
import { Broken, ZEROS, canonicalBytes, digest, hasMembers, hashOf, hex } from './chain'

/** What is kept of a day for good. */
export interface Root {
  day: string
  people: number
  buckets: number
  root: string
  prev_hash: string
  hash: string
}

/** That a person's head is in a root. */
export interface Proof {
  leaf: { person_id: string; seq: number; hash: string }
  in_bucket: { bucket: number; index: number; size: number; path: string[] }
  in_city: { index: number; path: string[] }
  root: Root
}

const MEMBERS = 'buckets day hash people prev_hash root'
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

type Bytes = Uint8Array<ArrayBuffer>

/** Checks a proof against this person's history, given as the hashes of its entries. */
export async function checkProof(proof: Proof, hashes: string[], person: string): Promise<void> {
  const { leaf, in_bucket: inBucket, in_city: inCity, root } = proof
  const day = root.day
  if (leaf.person_id !== person) throw new Broken('owner', null, day)
  if (hashes[leaf.seq - 1] !== leaf.hash) throw new Broken('sealed', leaf.seq, day)
  await checkRoot(root)
  if (inBucket.bucket !== bucketOf(person)) throw new Broken('path', null, day)
  const ofBucket = await rootBy(await leafHash(leaf), inBucket.index, inBucket.size, inBucket.path)
  if (!ofBucket) throw new Broken('path', null, day)
  const bucket = { bucket: inBucket.bucket, size: inBucket.size, root: hex(ofBucket) }
  const ofCity = await rootBy(await leafHash(bucket), inCity.index, root.buckets, inCity.path)
  if (!ofCity || hex(ofCity) !== root.root) throw new Broken('path', null, day)
}

/** Checks that roots, newest first, give their hashes and follow each other. */
export async function checkRoots(roots: Root[], isToTheFirst: boolean): Promise<void> {
  for (const [index, root] of roots.entries()) {
    await checkRoot(root)
    const before = roots[index + 1]
    const expected = before?.hash ?? (isToTheFirst ? ZEROS : root.prev_hash)
    if (root.prev_hash !== expected || (before && before.day >= root.day)) {
      throw new Broken('roots', null, root.day)
    }
  }
}

/** Checks that a proof's root is the one that everybody is shown. */
export function checkIsPublic(root: Root, roots: Root[]): void {
  const shown = roots.find((other) => other.day === root.day)
  if (shown?.hash !== root.hash) throw new Broken('roots', null, root.day)
}

async function checkRoot(root: Root): Promise<void> {
  if (!hasMembers(root, MEMBERS) || root.hash !== (await hashOf(root))) {
    throw new Broken('root', null, root.day)
  }
}

/** The hash of a tree's leaf. */
export async function leafHash(data: object): Promise<Bytes> {
  return digest(Uint8Array.of(0), canonicalBytes(data))
}

/**
 * The root to which a path leads from a place in a tree of this size (RFC 9162, 2.1.3.2); null where the path is
 * none for that place.
 */
export async function rootBy(leaf: Bytes, index: number, size: number, path: string[]): Promise<Bytes | null> {
  let hashed = leaf
  let at = index
  let last = size - 1
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(last) || at < 0 || at > last) return null
  for (const text of path) {
    const beside = bytesOf(text)
    if (!beside || last === 0) return null
    if (at % 2 === 1 || at === last) {
      hashed = await digest(Uint8Array.of(1), beside, hashed)
      while (at % 2 === 0 && at > 0) {
        at = at / 2
        last = Math.floor(last / 2)
      }
    } else {
      hashed = await digest(Uint8Array.of(1), hashed, beside)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hashed : null
}

/** The first twelve bits of a person's id. */
export function bucketOf(person: string): number {
  const [first, second, third] = Array.from(person.slice(2, 5), (letter) => BASE32.indexOf(letter))
  // 26 letters of five bits are 130 for 128, so the first letter has three.
  return ((first ?? 0) << 9) | ((second ?? 0) << 4) | ((third ?? 0) >> 1)
}

function bytesOf(text: string): Bytes | null {
  if (!/^[0-9a-f]{64}$/.test(text)) return null
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
