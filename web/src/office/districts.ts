/** Names of districts, which are policy data (R5): read once from the policy in force. */
import { shallowRef } from 'vue'

import type { Shape } from '../api/client'
import { language } from '../i18n'
import { currentPolicy } from '../parts/policy'

const policy = shallowRef<Shape<'PolicyBody'>>()
let asked: Promise<void> | undefined

/** Reads the names, if nobody has. A name that is not there yet is shown as its code. */
export function learnDistricts(): Promise<void> {
  asked ??= currentPolicy().then(
    (current) => {
      policy.value = current
    },
    () => {
      asked = undefined
    },
  )
  return asked
}

/** The name of a district in the language now. */
export function districtName(code: string): string {
  const names = policy.value?.districts[code]
  if (!names) return code
  return language() === 'en' ? names.en : names.zh
}

/** All districts of the policy in force, by their code. */
export function districtCodes(): string[] {
  return Object.keys(policy.value?.districts ?? {}).sort()
}
