/**
 * A form's state for the fields inside it: the draft, kept on the device until it is sent, and what is to be said
 * beside each field. What the service found wrong stands until the field is changed; what we find ourselves is
 * said once somebody has left the field or tried to go on.
 */
import { computed, inject, provide, reactive, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'

import type { Shape } from '../../api/client'
import type { Fault } from '../../api/problem'
import { keep } from '../../session/kept'
import { today } from '../../time'
import type { Draft } from './draft'
import { findings, type Finding } from './faults'
import { stepOf, upwards, type Step } from './steps'

export interface Form {
  draft: Draft
  policy: Shape<'PolicyBody'>
  /** Whether it says who it is for. */
  hasPerson: boolean
  /** All that we find ourselves. */
  found: ComputedRef<Finding[]>
  /** What the service refused, until it is changed. */
  refused: Ref<Fault[]>
  /** What to say beside a field; undefined if nothing. */
  faultAt: (pointer: string) => string | undefined
  /** Somebody has left the field. */
  left: (pointer: string) => void
  /** Somebody has changed the field. */
  changed: (pointer: string) => void
  /** Somebody tried to go on from a step: all of it is said now. */
  tried: (step: Step) => void
}

/** How long a click takes, in milliseconds. */
const CLICK_MS = 250

const KEY: InjectionKey<Form> = Symbol('form')

/** The form around a field. */
export function useForm(): Form {
  const form = inject(KEY)
  if (!form) throw new Error('a field outside a form')
  return form
}

/** Makes a form for the fields below. */
export function provideForm(options: {
  draft: Draft
  policy: Shape<'PolicyBody'>
  hasPerson: boolean
  /** Under which name the draft is kept. */
  keptAs: string
}): Form {
  const { t } = useI18n()
  const draft = reactive(options.draft)
  const seen = reactive(new Set<string>())
  const refused = ref<Fault[]>([])
  const found = computed(() => findings(draft, options.hasPerson, today()))

  watch(draft, () => {
    keep(options.keptAs, draft)
  })

  const form: Form = {
    draft,
    policy: options.policy,
    hasPerson: options.hasPerson,
    found,
    refused,
    faultAt(pointer) {
      const told = refused.value.filter((fault) => fault.pointer === pointer)
      if (told.length > 0) return told.map((fault) => fault.detail).join(' ')
      if (!seen.has(pointer) && !seen.has(stepOf(pointer))) return undefined
      const own = found.value.find((finding) => finding.pointer === pointer)
      return own && t(`declare.fault.${own.code}`)
    },
    left(pointer) {
      // Not at once: words that appear would move the button away that is being pressed.
      setTimeout(() => {
        // A field that somebody only passes by is not at fault yet.
        const own = found.value.find((finding) => finding.pointer === pointer)
        if (own?.code !== 'required') seen.add(pointer)
      }, CLICK_MS)
    },
    changed(pointer) {
      const settled = upwards(pointer)
      refused.value = refused.value.filter(
        (fault) => !settled.includes(fault.pointer) && !fault.pointer.startsWith(`${pointer}/`),
      )
    },
    tried(step) {
      seen.add(step)
    },
  }
  provide(KEY, form)
  return form
}
