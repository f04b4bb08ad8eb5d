import { expect, test } from 'vitest'

import { Sightings } from './sightings'

test('a code is asked about once while it is in the picture', () => {
  const sightings = new Sightings()
  expect(sightings.fresh(['a'], 0)).toBe('a')
  sightings.taken('a')
  for (let at = 100; at < 60_000; at += 1000) expect(sightings.fresh(['a'], at)).toBeUndefined()
})

test('another one is asked about at once', () => {
  const sightings = new Sightings()
  sightings.taken('a')
  expect(sightings.fresh(['a', 'b'], 100)).toBe('b')
})

test('one that waited in the picture is asked about afterwards', () => {
  const sightings = new Sightings()
  sightings.taken('a')
  sightings.fresh(['a', 'b'], 100)
  sightings.fresh(['b'], 4000)
  expect(sightings.fresh(['b'], 8000)).toBe('b')
})

test('a device that was too busy to look has seen nobody leave', () => {
  const sightings = new Sightings()
  sightings.taken('a')
  sightings.fresh(['a'], 0)
  expect(sightings.fresh(['a'], 20_000)).toBeUndefined()
})

test('a hand over the code is no leave-taking; a code that left may come back', () => {
  const sightings = new Sightings()
  sightings.taken('a')
  expect(sightings.fresh([], 1000)).toBeUndefined()
  expect(sightings.fresh(['a'], 2000)).toBeUndefined()
  expect(sightings.fresh([], 4000)).toBeUndefined()
  expect(sightings.fresh([], 7000)).toBeUndefined()
  expect(sightings.fresh(['a'], 7500)).toBe('a')
})
