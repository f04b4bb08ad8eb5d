import { describe, expect, it } from 'vitest'

import { Broken, checkChain, hashOf, type Chained } from './chain'
import sample from './chain.sample.json'

/** The history of the sample, as a copy that a test may spoil. */
function history(): { entries: (Chained & { detail: Record<string, unknown> })[]; head: string } {
  return structuredClone(sample.history) as ReturnType<typeof history>
}

async function brokenBy(spoil: (told: ReturnType<typeof history>) => unknown): Promise<Broken> {
  const told = history()
  await spoil(told)
  const found = await checkChain(told).catch((error: unknown) => error)
  if (!(found instanceof Broken)) throw new Error('nothing was found')
  return found
}

function entry(told: ReturnType<typeof history>, place: number): ReturnType<typeof history>['entries'][number] {
  const found = told.entries[place - 1]
  if (!found) throw new Error(`no entry ${place}`)
  return found
}

describe('a history', () => {
  it('of the service holds, and gives the hashes of its entries (R84)', async () => {
    const hashes = await checkChain(history())
    expect(hashes).toEqual(sample.history.entries.map((one) => one.hash))
  })

  it('without entries ends at zeros', async () => {
    await expect(checkChain({ entries: [], head: '0'.repeat(64) })).resolves.toEqual([])
  })

  it('in which one letter was changed names that entry (R84)', async () => {
    const found = await brokenBy((told) => {
      entry(told, 2).detail['ground'] = 'Other'
    })
    expect([found.why, found.entry]).toEqual(['content', 2])
  })

  it('whose colour was changed names that entry', async () => {
    const found = await brokenBy((told) => {
      entry(told, 3).colour_after = 'green'
    })
    expect([found.why, found.entry]).toEqual(['content', 3])
  })

  it('from which an entry was left out names its place', async () => {
    const found = await brokenBy((told) => told.entries.splice(1, 1))
    expect([found.why, found.entry]).toEqual(['number', 2])
  })

  it('whose last entry was left out does not end at its head', async () => {
    const found = await brokenBy((told) => told.entries.pop())
    expect([found.why, found.entry]).toEqual(['head', 2])
  })

  it('in which an entry was changed and hashed anew breaks at the one after it', async () => {
    const found = await brokenBy(async (told) => {
      const changed = entry(told, 1)
      changed.detail['policy'] = 'another'
      changed.hash = (await hashOf(changed)) ?? ''
    })
    expect([found.why, found.entry]).toEqual(['before', 2])
  })

  it('in which colours do not follow each other names the entry, however well it is hashed', async () => {
    const found = await brokenBy(async (told) => {
      const last = entry(told, 3)
      last.colour_before = 'green'
      last.hash = (await hashOf(last)) ?? ''
      told.head = last.hash
    })
    expect([found.why, found.entry]).toEqual(['colour', 3])
  })

  it('with a member more, or with half of a surrogate pair, does not hold', async () => {
    const more = await brokenBy((told) => Object.assign(entry(told, 1), { note: '' }))
    expect([more.why, more.entry]).toEqual(['members', 1])
    const half = await brokenBy((told) => {
      entry(told, 1).detail['policy'] = '\ud800'
    })
    expect([half.why, half.entry]).toEqual(['content', 1])
  })
})
