/**
 * A person's code as it is now: asked for when it is looked at, renewed in time, and remembered without its pass.
 * When renewing fails, the pass that is in hand is shown to its end and no longer.
 */
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

import { answered, api } from '../../api/client'
import { asProblem, type Problem } from '../../api/problem'
import { isLoggedIn } from '../../session'
import { learnTime, steadyTime } from '../../time'
import { knownCode, rememberCode, type KnownCode, type Told } from './known'
import { held, shownToken, type HeldPass } from './pass'
import { useTicks } from './ticking'

/** Seconds until a renewal that failed is tried again by itself. */
const PATIENCE_SECONDS = 5

/** What a code's card shows. */
export interface LiveCode {
  /** The state told last, however old. */
  told: ShallowRef<Told<KnownCode> | undefined>
  /** The token to draw; null when none is valid. */
  token: ComputedRef<string | null>
  /** For how many more seconds. */
  secondsLeft: ComputedRef<number>
  /** Whether somebody has been asked and has not answered. */
  isAsking: ShallowRef<boolean>
  /** Why the last try failed. */
  problem: ShallowRef<Problem | null>
  /** This device's time, every second. */
  moment: ShallowRef<number>
  ask: () => Promise<void>
}

/** The code of a person, kept fresh while `isShown`. */
export function useCode(person: string, isShown: () => boolean): LiveCode {
  const moment = useTicks()
  const told = shallowRef(knownCode(person))
  const pass = shallowRef<HeldPass | null>(null)
  const isAsking = shallowRef(false)
  const problem = shallowRef<Problem | null>(null)
  let nextAt = 0

  async function ask(): Promise<void> {
    if (isAsking.value || !isLoggedIn.value) return
    isAsking.value = true
    const askedAt = steadyTime()
    try {
      const code = await answered(
        api.GET('/v1/people/{person}/code', { params: { path: { person } } }),
      )
      learnTime(code.as_of)
      told.value = rememberCode(code)
      pass.value = held(code.pass, askedAt)
      nextAt = pass.value.renewAt
      problem.value = null
    } catch (error) {
      const why = asProblem(error)
      problem.value = why
      // What will be refused again is asked again by hand only.
      nextAt = why.isTemporary
        ? steadyTime() + (why.retryAfterSeconds ?? PATIENCE_SECONDS) * 1000
        : Number.POSITIVE_INFINITY
      if (!why.isTemporary) pass.value = null
    } finally {
      isAsking.value = false
      moment.value = steadyTime()
    }
  }

  watch(
    () => isShown() && !document.hidden && moment.value >= nextAt,
    (isDue) => {
      if (isDue) void ask()
    },
    { immediate: true },
  )
  const atOnce = (): void => {
    if (isShown()) void ask()
  }
  addEventListener('online', atOnce)
  onScopeDispose(() => {
    removeEventListener('online', atOnce)
  })

  const token = computed(() => (isLoggedIn.value ? shownToken(pass.value, moment.value) : null))
  const secondsLeft = computed(() =>
    Math.max(0, Math.ceil(((pass.value?.endsAt ?? 0) - moment.value) / 1000)),
  )
  return { told, token, secondsLeft, isAsking, problem, moment, ask }
}
