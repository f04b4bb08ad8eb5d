/**
 * Reads a list of people as officers paste it, one a line: `type,number[,country]`. Every line with a fault is
 * told by its number, and nothing is sent until there is none: an order on the wrong person is worse than
 * none.
 */
import type { Shape } from '../api/client'
import { DOCUMENT_KINDS, documentFaults, tidied, type DocumentFault, type DocumentKind } from '../parts/document'

/** What can be wrong with a line. */
export type LineFault = DocumentFault | 'columns' | 'kind' | 'duplicate'

/** A line of the list that says something. */
export interface Line {
  /** From 1, as an editor counts. */
  number: number
  /** What may be shown of the document in a message: its last four characters. */
  tail: string
  faults: LineFault[]
  /** Of a duplicate: the line that had it first. */
  firstOn?: number
  /** The document, of a line without a fault. */
  document?: Shape<'DocumentBody'>
}

/** People of one order at most, as the service has it. */
export const MOST_PEOPLE = 1000
/** More people than this take an officer of the city (R83). */
export const CITY_FROM = 50

/** Separators that people type or a spreadsheet pastes. */
const SEPARATORS = /[,，;；\t]/

/** Reads the list on a Shanghai day. Empty lines say nothing. `names` maps other words to kinds of document. */
export function readPeople(text: string, today: string, names: ReadonlyMap<string, DocumentKind>): Line[] {
  const firstOn = new Map<string, number>()
  return text
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readLine(line, number, today, names, firstOn))
}

function readLine(
  text: string,
  number: number,
  today: string,
  names: ReadonlyMap<string, DocumentKind>,
  firstOn: Map<string, number>,
): Line {
  const columns = text.split(SEPARATORS).map((column) => column.trim())
  // A spreadsheet leaves an empty third column where there is no country.
  while (columns.at(-1) === '') columns.pop()
  const [word = '', given = '', land] = columns
  const tail = tidied(given).slice(-4)
  if (columns.length < 2 || columns.length > 3) return { number, tail, faults: ['columns'] }
  const kind = kindOf(word, names)
  if (!kind) return { number, tail, faults: ['kind'] }
  const country = land?.toUpperCase()
  const faults: LineFault[] = documentFaults(kind, given, country, today)
  const key = `${kind}|${country ?? ''}|${lifelong(kind, tidied(given))}`
  const first = firstOn.get(key)
  if (first !== undefined) return { number, tail, faults: [...faults, 'duplicate'], firstOn: first }
  firstOn.set(key, number)
  if (faults.length > 0) return { number, tail, faults }
  return {
    number,
    tail,
    faults,
    document: { type: kind, number: tidied(given), ...(country ? { country } : {}) },
  }
}

function kindOf(word: string, names: ReadonlyMap<string, DocumentKind>): DocumentKind | undefined {
  const lower = word.toLowerCase()
  return DOCUMENT_KINDS.find((kind) => kind === lower) ?? names.get(word) ?? names.get(lower)
}

/** Older travel permits end in two digits that count the issues: the digits before them are the person. */
function lifelong(kind: DocumentKind, number: string): string {
  if (kind === 'hk-macau-permit') return number.slice(0, 9)
  if (kind === 'taiwan-permit') return number.slice(0, 8)
  return number
}

/** The line that a fault of the service points at: `#/documents/3/number` is the fourth document. */
export function lineOf(pointer: string, lines: Line[]): number | undefined {
  const at = /^#\/documents\/(\d+)(\/|$)/.exec(pointer)?.[1]
  if (at === undefined) return undefined
  return lines.filter((line) => line.document !== undefined)[Number(at)]?.number
}
