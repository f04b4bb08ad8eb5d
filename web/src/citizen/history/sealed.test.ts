import { describe, expect, it } from 'vitest'

import { Broken, checkChain, digest, hex } from './chain'
import sample from './chain.sample.json'
import { bucketOf, checkIsPublic, checkProof, checkRoots, leafHash, rootBy, type Proof, type Root } from './sealed'

const roots = (): Root[] => structuredClone(sample.roots)
const proof = (): Proof => structuredClone(sample.proof)
const hashes = await checkChain(sample.history)

async function whyOf(checked: Promise<void>): Promise<string | undefined> {
  const found = await checked.then(() => undefined).catch((error: unknown) => error)
  if (found !== undefined && !(found instanceof Broken)) throw found
  return found?.why
}

describe('a proof', () => {
  it('of the service leads from the history to the public root (R84)', async () => {
    await checkProof(proof(), hashes, sample.person)
    await checkRoots(roots(), true)
    checkIsPublic(proof().root, roots())
  })

  it('finds a history that was told anew, by the entry that was sealed', async () => {
    const told = [...hashes.slice(0, 2), 'f'.repeat(64)]
    const found = await checkProof(proof(), told, sample.person).catch((error: unknown) => error)
    expect(found).toMatchObject({ why: 'sealed', entry: 3, day: '2020-02-13' })
  })

  it('of somebody else, or of another bucket, is none', async () => {
    expect(await whyOf(checkProof(proof(), hashes, 'p_66Z14TZ5ZYQ3CQF9452644P1YK'))).toBe('owner')
    const moved = proof()
    moved.in_bucket.bucket += 1
    expect(await whyOf(checkProof(moved, hashes, sample.person))).toBe('path')
  })

  it('whose path was changed, cut or made longer does not lead to the root', async () => {
    for (const path of [
      [...proof().in_city.path].reverse(),
      proof().in_city.path.slice(1),
      [...proof().in_city.path, 'a'.repeat(64)],
      ['no hash', ...proof().in_city.path.slice(1)],
    ]) {
      const changed = proof()
      changed.in_city.path = path
      expect(await whyOf(checkProof(changed, hashes, sample.person))).toBe('path')
    }
  })

  it('with a root that was made for one reader is found by the public ones', async () => {
    const own = proof()
    own.root.people += 1
    expect(await whyOf(checkProof(own, hashes, sample.person))).toBe('root')
    own.root.hash = 'b'.repeat(64)
    expect(() => {
      checkIsPublic(own.root, roots())
    }).toThrow(Broken)
  })
})

describe('roots', () => {
  it('that do not follow each other are found', async () => {
    expect(await whyOf(checkRoots(roots().reverse(), true))).toBe('roots')
    expect(await whyOf(checkRoots(roots().slice(0, 1), true))).toBe('roots')
    expect(await whyOf(checkRoots(roots().slice(0, 1), false))).toBeUndefined()
  })

  it('whose content was changed are found', async () => {
    const changed = roots()
    Object.assign(changed[1] ?? {}, { buckets: 5 })
    expect(await whyOf(checkRoots(changed, true))).toBe('root')
  })
})

describe('a path', () => {
  it('leads to the root from every place of trees of every size up to nine', async () => {
    const leaves = await Promise.all(Array.from({ length: 9 }, (_, n) => leafHash({ n })))
    for (let size = 1; size <= leaves.length; size += 1) {
      const tree = leaves.slice(0, size)
      const root = hex(await rootOf(tree))
      for (const [index, leaf] of tree.entries()) {
        const found = await rootBy(leaf, index, size, await pathOf(index, tree))
        expect(found && hex(found)).toBe(root)
        expect(await rootBy(leaf, size, size, [])).toBeNull()
      }
    }
  })
})

it('takes the bucket from the first twelve bits of the id', () => {
  expect(bucketOf('p_00000000000000000000000000')).toBe(0)
  expect(bucketOf('p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).toBe(4095)
  expect(bucketOf(sample.person)).toBe(sample.proof.in_bucket.bucket)
})

type Bytes = Uint8Array<ArrayBuffer>

/** Where RFC 6962 splits: the largest power of two below the size. */
function half(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

async function rootOf(tree: Bytes[]): Promise<Bytes> {
  const [only] = tree
  if (tree.length === 1 && only) return only
  const split = half(tree.length)
  return digest(Uint8Array.of(1), await rootOf(tree.slice(0, split)), await rootOf(tree.slice(split)))
}

async function pathOf(index: number, tree: Bytes[]): Promise<string[]> {
  if (tree.length === 1) return []
  const split = half(tree.length)
  const [left, right] = [tree.slice(0, split), tree.slice(split)]
  return index < split
    ? [...(await pathOf(index, left)), hex(await rootOf(right))]
    : [...(await pathOf(index - split, right)), hex(await rootOf(left))]
}
