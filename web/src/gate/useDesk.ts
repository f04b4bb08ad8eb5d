/**
 * Asks the service about one person after the other, tells staff by ear and hand what came of it, and counts it.
 * An answer that does not come in time is none: nobody waits at a gate for a spinner.
 */
import { computed, ref, shallowRef } from 'vue'

import { answered as bodyOf, api, keyed } from '../api/client'
import { asProblem, Problem } from '../api/problem'
import { keep, kept } from '../session/kept'
import { dayOf, learnTime, today } from '../time'
import type { Preferences } from './preferences'
import * as scan from './scan'
import { give } from './signals'
import { counted, countsOf, OUTCOMES, type Tally } from './tally'

/** Long enough for a service that has just been woken. */
const LONGEST_WAIT_MS = 12_000

async function verdictOn({ key, body }: scan.Question): Promise<scan.Verdict> {
  const waiting = new AbortController()
  const timer = setTimeout(() => {
    waiting.abort()
  }, LONGEST_WAIT_MS)
  try {
    const verdict: scan.Verdict | undefined = await bodyOf(
      api.POST('/v1/verifications', { params: { header: keyed(key) }, body, signal: waiting.signal }),
    )
    // A network's own log-in page answers too, with something else.
    if (!verdict || !OUTCOMES.includes(verdict.outcome)) throw Problem.unreachable()
    return verdict
  } finally {
    clearTimeout(timer)
  }
}

/** The desk of a place: where the current question stands, what can be done about it, and the day's counts. */
export function useDesk(place: () => string, preferences: Preferences) {
  const phase = shallowRef<scan.Phase>(scan.IDLE)
  const tally = ref(kept<Tally>('gate.tally'))
  const counts = computed(() => countsOf(tally.value, today(), place()))

  function count(verdict: scan.Verdict, former: scan.Verdict | undefined): void {
    tally.value = counted(
      // Another tab of this device counts too.
      kept<Tally>('gate.tally'),
      dayOf(verdict.verified_at),
      place(),
      verdict.outcome,
      former && { day: dayOf(former.verified_at), outcome: former.outcome },
    )
    keep('gate.tally', tally.value)
  }

  async function go(to: scan.Phase): Promise<void> {
    if (to === phase.value) return
    phase.value = to
    if (to.is !== 'asking') return
    const { key } = to.question
    try {
      const verdict = await verdictOn(to.question)
      learnTime(verdict.verified_at)
      count(verdict, to.former?.verdict)
      phase.value = scan.answered(phase.value, key, verdict)
      give(verdict.outcome, preferences.sound)
    } catch (error) {
      const problem = asProblem(error)
      phase.value = scan.failed(phase.value, key, problem)
      // Faults of a form are told beside its fields.
      if (problem.status !== 422) give('failed', preferences.sound)
    }
  }

  return {
    phase,
    counts,
    /** Asks about somebody new. */
    ask: (shown: { token?: string; document?: scan.Document; temperature?: number }) =>
      go(scan.begun(phase.value, scan.question(place(), preferences.direction, shown, crypto.randomUUID()))),
    /** Asks again about the same person. */
    amend: (added: scan.Addition) => go(scan.amended(phase.value, added, crypto.randomUUID())),
    retry: () => go(scan.retried(phase.value)),
    withdraw: () => go(scan.withdrawn(phase.value)),
    next: () => go(scan.next(phase.value)),
  }
}
