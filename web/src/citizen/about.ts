/** What every page about one person needs: whose page it is, and answers in the language that is read. */
import { computed, onMounted, shallowRef, watch, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'

import { answered, api, type Shape } from '../api/client'
import { useRead, type Read } from '../parts/asking'
import { learnTime } from '../time'
import { knownPeople, rememberCode } from './code/known'

/** The address of this person's code. Whoever keeps one only goes back to where they came from. */
export function backToCode(person: string): string {
  const isOnlyOne = (knownPeople()?.value.length ?? 0) < 2
  return isOnlyOne && history.state?.back === '/me' ? '/me' : `/me?person=${person}`
}

/** The person in the address. */
export function usePerson(): ComputedRef<string> {
  const route = useRoute()
  return computed(() => String(route.params['person'] ?? ''))
}

/** Reads, and reads again for another person or language: titles and next steps come in the reader's. */
export function useSpoken<Value>(person: ComputedRef<string>, read: () => Promise<Value>): Read<Value> {
  const { locale } = useI18n()
  const reading = useRead(read)
  watch([person, locale], ([now]) => {
    // Without a person the page is being left.
    if (now) void reading.load()
  })
  return reading
}

/** The person's code as it is now; remembered without its pass. */
export async function readCode(person: string): Promise<Shape<'CodeView'>> {
  const code = await answered(api.GET('/v1/people/{person}/code', { params: { path: { person } } }))
  learnTime(code.as_of)
  rememberCode(code)
  return code
}

/** Mask and tail, so that whoever keeps several codes sees whose page this is. Nothing while unknown. */
export function useHolder(person: ComputedRef<string>): ComputedRef<Shape<'HolderView'> | undefined> {
  const people = shallowRef(knownPeople()?.value ?? [])
  const holder = computed(
    () => people.value.find((kept) => kept.person_id === person.value)?.holder,
  )
  onMounted(async () => {
    if (holder.value) return
    try {
      people.value = (await answered(api.GET('/v1/people'))).people
    } catch {
      // The page's own answer says what is wrong; this is a line above it.
    }
  })
  return holder
}
