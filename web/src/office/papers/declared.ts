/**
 * A declaration as it was sent, for reading. The service keeps bodies as they came and gives them as they are,
 * so nothing here is taken for granted: what is not there, or is something else, is left out.
 */
import type { Shape } from '../../api/client'

/** A declaration: an application, or a re-application, which names nobody. */
export type Declared = Partial<Shape<'ApplicationBody'>>

/** The body as what it should be. */
export function asDeclared(body: unknown): Declared {
  return typeof body === 'object' && body !== null ? (body as Declared) : {}
}
