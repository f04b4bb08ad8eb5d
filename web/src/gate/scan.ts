/**
 * What a checkpoint's question goes through: idle, asking, then a verdict or a failure, and from a verdict on to
 * the same question with more. Nothing here looks like an admission but an answer that says so, and one question
 * has one key, so that an answer that got lost on its way is not a second scan.
 */
import type { Shape } from '../api/client'
import type { Problem } from '../api/problem'

export type Body = Shape<'VerificationBody'>
export type Verdict = Shape<'VerificationView'>
export type Outcome = Shape<'Outcome'>
export type Direction = Shape<'Direction'>
export type Presented = Shape<'Presented'>
export type Document = Shape<'DocumentBody'>

/** What is asked, and the key under which it is one question however often it is sent. */
export interface Question {
  key: string
  body: Body
}

/** A question with its answer. */
export interface Decided {
  is: 'verdict'
  question: Question
  verdict: Verdict
}

/** `former` is what was decided about the same person before something was added to the question. */
export type Phase =
  | { is: 'idle' }
  | { is: 'asking'; question: Question; former?: Decided }
  | Decided
  | { is: 'failed'; question: Question; problem: Problem; former?: Decided }

/** What staff can add to a question. */
export interface Addition {
  presented?: Presented
  temperature?: number
  document?: Document
}

/** Longest token that the service reads. What is longer is no pass, and is told so in its short form too. */
const LONGEST_TOKEN = 4096

export const IDLE: Phase = { is: 'idle' }

/** A question about somebody new. */
export function question(
  place: string,
  direction: Direction,
  shown: { token?: string; document?: Document; temperature?: number },
  key: string,
): Question {
  const body: Body = { place_id: place, direction }
  if (shown.token !== undefined) body.token = shown.token.slice(0, LONGEST_TOKEN)
  if (shown.document) body.document = shown.document
  if (shown.temperature !== undefined) body.temperature_c = shown.temperature
  return { key, body }
}

/** Asks about somebody new; whoever is being asked about is waited for. */
export function begun(phase: Phase, asked: Question): Phase {
  return phase.is === 'asking' ? phase : { is: 'asking', question: asked }
}

/** Asks again about the same person, with more than before or, with nothing added, because they did something. */
export function amended(phase: Phase, added: Addition, key: string): Phase {
  if (phase.is !== 'verdict') return phase
  const body: Body = { ...phase.question.body }
  if (added.presented) body.presented = [...new Set([...(body.presented ?? []), added.presented])]
  if (added.temperature !== undefined) body.temperature_c = added.temperature
  if (added.document) body.document = added.document
  return { is: 'asking', question: { key, body }, former: phase }
}

/** The answer came. One to a question that nobody waits for any more changes nothing. */
export function answered(phase: Phase, key: string, verdict: Verdict): Phase {
  if (phase.is !== 'asking' || phase.question.key !== key) return phase
  return { is: 'verdict', question: phase.question, verdict }
}

/** No answer came, or one that is no verdict. */
export function failed(phase: Phase, key: string, problem: Problem): Phase {
  if (phase.is !== 'asking' || phase.question.key !== key) return phase
  return { ...phase, is: 'failed', problem }
}

/** The same question under the same key. */
export function retried(phase: Phase): Phase {
  if (phase.is !== 'failed') return phase
  const { question: again, former } = phase
  return { is: 'asking', question: again, ...(former ? { former } : {}) }
}

/**
 * Gives up on a question without an answer: what was decided before about this person stands, if anything was. Not an
 * admission, unless the service said that it took no question: it may have answered, and turned the person back.
 */
export function withdrawn(phase: Phase): Phase {
  if (phase.is !== 'failed') return phase
  const { former, problem } = phase
  if (former?.verdict.outcome === 'admit' && problem.status !== 422) return IDLE
  return former ?? IDLE
}

/** Done with this person. What is being asked cannot be left: its answer would be lost. */
export function next(phase: Phase): Phase {
  return phase.is === 'asking' ? phase : IDLE
}
