/** The steps of the form, and which of them has the field that a fault points to. */

export const STEPS = ['who', 'where', 'travel', 'health', 'send'] as const
export type Step = (typeof STEPS)[number]

const FIELDS: readonly [prefix: string, step: Step][] = [
  ['#/person', 'who'],
  ['#/presence', 'where'],
  ['#/district', 'where'],
  ['#/address', 'where'],
  ['#/employer', 'where'],
  ['#/arrival', 'where'],
  ['#/travel', 'travel'],
  ['#/contact', 'health'],
  ['#/health', 'health'],
]

/** The step that has the field of a JSON pointer; what has none is told at the end. */
export function stepOf(pointer: string): Step {
  const found = FIELDS.find(([prefix]) => pointer === prefix || pointer.startsWith(`${prefix}/`))
  return found?.[1] ?? 'send'
}

/** The element of a field, by its pointer. */
export function idOf(pointer: string): string {
  return `field${pointer.slice(1).replaceAll('/', '-')}`
}

/** The pointer itself and everything that contains it, from the inside out. */
export function upwards(pointer: string): string[] {
  const parts = pointer.split('/')
  return parts.map((_part, at) => parts.slice(0, parts.length - at).join('/')).slice(0, -1)
}
