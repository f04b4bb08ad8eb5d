/** Two ways to ask: to read something for a page, and to send something once. */
import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import { asProblem, type Problem } from '../api/problem'

/** What a page reads: its value, whether it is on its way, and what went wrong. */
export interface Read<Value> {
  value: ShallowRef<Value | undefined>
  isLoading: Ref<boolean>
  problem: ShallowRef<Problem | null>
  /** Reads (again). The former value stays until there is a new one. */
  load: () => Promise<void>
}

/** Reads when the page is shown, and again whenever it is told to. What was asked last counts, whatever comes last. */
export function useRead<Value>(read: () => Promise<Value>): Read<Value> {
  const value = shallowRef<Value>()
  const isLoading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let run = 0
  async function load(): Promise<void> {
    run += 1
    const mine = run
    isLoading.value = true
    try {
      const answer = await read()
      if (mine !== run) return
      value.value = answer
      problem.value = null
    } catch (error) {
      const why = asProblem(error)
      if (mine === run) problem.value = why
    } finally {
      if (mine === run) isLoading.value = false
    }
  }
  onMounted(load)
  return { value, isLoading, problem, load }
}

/** What a page sends. */
export interface Send<Body, Answer> {
  isSending: Ref<boolean>
  problem: ShallowRef<Problem | null>
  /** Sends; undefined if it did not succeed, and then `problem` says why. */
  send: (body: Body) => Promise<Answer | undefined>
}

/**
 * Sends with an idempotency key that stays the same until the answer is known, so that a second tap or a lost
 * answer never does a thing twice; another body has another key.
 */
export function useSend<Body, Answer>(
  ask: (body: Body, key: string) => Promise<Answer>,
): Send<Body, Answer> {
  const isSending = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let last: { text: string; key: string } | undefined
  async function send(body: Body): Promise<Answer | undefined> {
    if (isSending.value) return undefined
    const text = JSON.stringify(body)
    if (last?.text !== text) last = { text, key: crypto.randomUUID() }
    isSending.value = true
    problem.value = null
    try {
      const answer = await ask(body, last.key)
      last = undefined
      return answer
    } catch (error) {
      problem.value = asProblem(error)
      return undefined
    } finally {
      isSending.value = false
    }
  }
  return { isSending, problem, send }
}
