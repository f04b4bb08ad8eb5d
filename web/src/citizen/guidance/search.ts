/** Finding a question or a code word, in whichever of the two languages somebody asks. */
import type { Guidance, TextView } from './guidance'

type Question = Guidance['questions'][number]
type Word = Guidance['codes'][number]

/** What is found. */
export interface Found {
  questions: Question[]
  words: Word[]
}

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string
  isHit: boolean
}

/** Questions and words that have every part of `query`, in either language; all of them without one. */
export function search(guidance: Guidance, query: string): Found {
  const parts = partsOf(query)
  const has = (...texts: string[]): boolean => {
    const all = plain(texts.join('\n'))
    return parts.every((part) => all.includes(part))
  }
  return {
    questions: guidance.questions.filter(({ question, answer }) => has(...both(question), ...both(answer))),
    words: guidance.codes.filter(({ code, title, next_step }) => has(code, ...both(title), ...both(next_step))),
  }
}

/** Words by their vocabulary, both in the order of the guidance. */
export function byVocabulary(words: Word[]): [string, Word[]][] {
  const groups = new Map<string, Word[]>()
  for (const word of words) {
    groups.set(word.vocabulary, [...(groups.get(word.vocabulary) ?? []), word])
  }
  return [...groups]
}

/** A text in pieces, so that what was looked for can be marked in it. */
export function piecesOf(text: string, query: string): Piece[] {
  const parts = partsOf(query)
  const lower = text.toLowerCase()
  const pieces: Piece[] = []
  // Lower case of another length (as of İ) would mark the wrong letters.
  if (parts.length === 0 || lower.length !== text.length) return [{ text, isHit: false }]
  let from = 0
  while (from < text.length) {
    const next = parts
      .map((part) => ({ at: lower.indexOf(part, from), length: part.length }))
      .filter((hit) => hit.at >= 0)
      .sort((one, other) => one.at - other.at || other.length - one.length)[0]
    if (!next) break
    if (next.at > from) pieces.push({ text: text.slice(from, next.at), isHit: false })
    pieces.push({ text: text.slice(next.at, next.at + next.length), isHit: true })
    from = next.at + next.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false })
  return pieces
}

function partsOf(query: string): string[] {
  return plain(query).split(/\s+/).filter((part) => part !== '')
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
}

function both(text: TextView): string[] {
  return [text.zh, text.en]
}
