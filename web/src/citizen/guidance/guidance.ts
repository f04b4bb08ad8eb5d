/**
 * The texts of all code words and the public questions (R78), in both languages at once: asked for once, since
 * they are the same for everybody until the service itself is another one.
 */
import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'

import { answered, api, type Shape } from '../../api/client'
import { asProblem, type Problem } from '../../api/problem'

export type Guidance = Shape<'GuidanceView'>
export type TextView = Shape<'TextView'>

const guidance = shallowRef<Guidance>()

/** The guidance, whether it is on its way, and what went wrong. */
export function useGuidance(): {
  guidance: ShallowRef<Guidance | undefined>
  isLoading: Ref<boolean>
  problem: ShallowRef<Problem | null>
  load: () => Promise<void>
  say: (text: TextView) => string
  titleOf: ComputedRef<(vocabulary: string, code: string) => string>
} {
  const { locale } = useI18n()
  const isLoading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  async function load(): Promise<void> {
    if (guidance.value) return
    isLoading.value = true
    problem.value = null
    try {
      guidance.value = await answered(api.GET('/v1/guidance'))
    } catch (error) {
      problem.value = asProblem(error)
    } finally {
      isLoading.value = false
    }
  }
  onMounted(load)

  function say(text: TextView): string {
    return locale.value === 'en' ? text.en : text.zh
  }
  const words = computed(
    () => new Map(guidance.value?.codes.map((word) => [`${word.vocabulary} ${word.code}`, word])),
  )
  // A word that nobody has explained yet is better than nothing.
  const titleOf = computed(() => (vocabulary: string, code: string): string => {
    const word = words.value.get(`${vocabulary} ${code}`)
    return word ? say(word.title) : code
  })
  return { guidance, isLoading, problem, load, say, titleOf }
}
