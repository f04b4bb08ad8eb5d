/** A list that the service gives page by page. */
import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'

import { asProblem, type Problem } from '../api/problem'

/** A page of it, and where the next one begins. */
export interface Page<Item> {
  items: Item[]
  next?: string | null | undefined
}

export interface Pages<Item> {
  items: ShallowRef<Item[]>
  isLoading: Ref<boolean>
  /** Whether the first page was read. */
  isRead: Ref<boolean>
  problem: ShallowRef<Problem | null>
  hasMore: ComputedRef<boolean>
  /** Reads from the beginning. */
  load: () => Promise<void>
  /** Reads one page more. */
  more: () => Promise<void>
}

/** Reads the first page when it is shown. An answer to a question asked before the last one is dropped. */
export function usePages<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Pages<Item> {
  const items = shallowRef<Item[]>([])
  const next = ref<string>()
  const isLoading = ref(false)
  const isRead = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let round = 0

  async function take(cursor: string | undefined): Promise<void> {
    const mine = ++round
    isLoading.value = true
    try {
      const page = await read(cursor)
      if (mine !== round) return
      items.value = cursor === undefined ? page.items : [...items.value, ...page.items]
      next.value = page.next ?? undefined
      isRead.value = true
      problem.value = null
    } catch (error) {
      if (mine === round) problem.value = asProblem(error)
    } finally {
      if (mine === round) isLoading.value = false
    }
  }
  const load = (): Promise<void> => take(undefined)
  const more = (): Promise<void> => take(next.value)
  onMounted(load)
  return { items, isLoading, isRead, problem, hasMore: computed(() => next.value !== undefined), load, more }
}
