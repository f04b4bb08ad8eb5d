/**
 * What a version changes of another, one line each, in the order of the document. Lists of plain values (areas,
 * countries, holidays) are compared as sets: what was added and what was taken out is told, not that all the
 * others moved by one.
 */
import compare from 'microdiff'

/** One change. Without `before` it is new, without `after` it is gone. */
export interface Change {
  /** Where, as people read it: `areas › medium › countries`. */
  path: string[]
  before?: unknown
  after?: unknown
}

/** Every change from one document to another. */
export function differences(before: object, after: object): Change[] {
  return compare(asSets(before) as object, asSets(after) as object).map((change) => {
    const path = change.path.map(String)
    const isEntry = path.at(-1)?.startsWith(ENTRY) ?? false
    const place = isEntry ? path.slice(0, -1) : path
    return {
      path: place,
      ...(change.type === 'CREATE' ? {} : { before: plain(change.oldValue) }),
      ...(change.type === 'REMOVE' ? {} : { after: plain(change.value) }),
    }
  })
}

/** Marks the members that stand for entries of a list; no name in a policy begins with it. */
const ENTRY = '\u0000'
const SET = '\u0001'

function asSets(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isOfPlainValues = value.length > 0 && value.every((item) => typeof item !== 'object' || item === null)
    // An empty list stays a set too, so that the first entry is one entry more.
    if (isOfPlainValues || value.length === 0) {
      return Object.fromEntries([[SET, SET], ...value.map((item) => [ENTRY + JSON.stringify(item), item])])
    }
    return value.map(asSets)
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asSets(member)]))
  }
  return value
}

/** The way back from {@link asSets}. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
  if (members.some(([name]) => name === SET)) {
    return members.filter(([name]) => name !== SET).map(([, item]) => item as unknown)
  }
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]))
}
