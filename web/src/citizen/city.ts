/** What the policy in force says that these pages show: names of districts, the line of fever, chronic symptoms. */
import { onMounted, shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'

import type { Shape } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import { currentPolicy } from '../parts/policy'

/** The policy, as soon as it is there; a page that can do without shows no problem. */
export function useCity(): {
  policy: ShallowRef<Shape<'PolicyBody'> | undefined>
  problem: ShallowRef<Problem | null>
  load: () => Promise<void>
  districtName: (code: string | null | undefined) => string
} {
  const { locale } = useI18n()
  const policy = shallowRef<Shape<'PolicyBody'>>()
  const problem = shallowRef<Problem | null>(null)
  async function load(): Promise<void> {
    try {
      policy.value = await currentPolicy()
      problem.value = null
    } catch (error) {
      problem.value = asProblem(error)
    }
  }
  onMounted(load)

  /** Its name in the language that is read; its code while nobody knows better. */
  function districtName(code: string | null | undefined): string {
    if (!code) return ''
    const name = policy.value?.districts[code]
    if (!name) return code
    return locale.value === 'en' ? name.en : name.zh
  }
  return { policy, problem, load, districtName }
}
