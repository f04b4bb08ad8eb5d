/**
 * A version as it is being written: its text, what can be read of it, and every fault that the schema finds. It
 * stays on this device while somebody looks elsewhere, until it is proposed or given up.
 */
import type { Schema } from '@cfworker/json-schema'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

import { answered, api } from '../../api/client'
import { forget, keep, kept } from '../../session/kept'
import { checker, type Flaw } from './check'
import { isRead, lineAt, readText, type Read, type Unreadable } from './text'

const DRAFT = 'office-policy-draft'

/** A fault and the line where it is. */
export interface PlacedFlaw extends Flaw {
  line: number
}

export interface Draft {
  text: Ref<string>
  read: ComputedRef<Read | Unreadable>
  /** The document, if it is an object. */
  document: ComputedRef<Record<string, unknown> | undefined>
  flaws: ComputedRef<PlacedFlaw[]>
  /** Whether the schema is there to check by. */
  isChecked: ComputedRef<boolean>
  lineOf: (pointer: string) => number
  /** Starts from a document; what was being written is given up. */
  startFrom: (document: object) => void
  /** Reads the schema. */
  learnSchema: () => Promise<void>
  /** Whether something was written that a new start would give up. */
  isWritten: ComputedRef<boolean>
  /** Whether there is something that was written earlier. */
  wasKept: boolean
}

export function useDraft(): Draft {
  const earlier = kept<string>(DRAFT)
  const text = ref(earlier ?? '')
  const check = shallowRef<(document: unknown) => Flaw[]>()
  const beginning = ref('')
  watch(text, (now) => {
    if (now === beginning.value) forget(DRAFT)
    else keep(DRAFT, now)
  })
  const read = computed(() => readText(text.value))
  const document = computed(() => {
    const value = isRead(read.value) ? read.value.value : undefined
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  })
  const lineOf = (pointer: string): number => (isRead(read.value) ? lineAt(pointer, read.value.lines) : 1)
  return {
    text,
    read,
    document,
    flaws: computed(() => {
      if (!isRead(read.value) || !check.value) return []
      return check
        .value(read.value.value)
        .map((flaw) => ({ ...flaw, line: lineOf(flaw.pointer) }))
        .sort((one, other) => one.line - other.line)
    }),
    isChecked: computed(() => check.value !== undefined),
    lineOf,
    startFrom(from) {
      beginning.value = `${JSON.stringify(from, null, 2)}\n`
      text.value = beginning.value
      forget(DRAFT)
    },
    async learnSchema() {
      if (!check.value) check.value = checker((await answered(api.GET('/v1/policies/schema'))) as Schema)
    },
    isWritten: computed(() => text.value !== '' && text.value !== beginning.value),
    wasKept: earlier !== undefined,
  }
}
