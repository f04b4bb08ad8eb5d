/** A review as it is filled in, and what must be mended before it can be shown for confirmation (R75). */
import type { Shape } from '../../api/client'

/** What is filled in; nothing is chosen for anybody. */
export interface Draft {
  ground: Shape<'ReviewGround'> | ''
  statement: string
  phone: string
  district: string
}

export const GROUNDS: readonly Shape<'ReviewGround'>[] = [
  'not-my-travel',
  'quarantine-completed',
  'clinic-cleared',
  'wrong-person',
  'household-inconsistent',
  'data-error',
  'other',
]

export const LONGEST = 2000

/** What is wrong with a field. */
export type Fault = 'missing' | 'tooLong' | 'badPhone'

/** Characters as people count them, and as the service does: a pair of surrogates is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** What is wrong, by field; empty if it can be confirmed. */
export function faultsOf(draft: Draft): Partial<Record<keyof Draft, Fault>> {
  const faults: Partial<Record<keyof Draft, Fault>> = {}
  if (draft.ground === '') faults.ground = 'missing'
  if (draft.statement.trim() === '') faults.statement = 'missing'
  else if (lengthOf(draft.statement.trim()) > LONGEST) faults.statement = 'tooLong'
  if (draft.phone.trim() === '') faults.phone = 'missing'
  else if (!isPhone(draft.phone)) faults.phone = 'badPhone'
  if (draft.district === '') faults.district = 'missing'
  return faults
}

/** The body to send; null where something is missing. */
export function bodyOf(draft: Draft): Shape<'ReviewBody'> | null {
  if (draft.ground === '' || Object.keys(faultsOf(draft)).length > 0) return null
  return {
    ground: draft.ground,
    statement: draft.statement.trim(),
    phone: plainPhone(draft.phone),
    district: draft.district,
  }
}

/** Whether nobody has answered yet. */
export function isOpen(review: Shape<'ReviewView'>): boolean {
  return review.status === 'submitted' || review.status === 'proposed'
}

/** Whether the answer is late and the city does not have it yet (R77). */
export function isOverdue(review: Shape<'ReviewView'>, now: number): boolean {
  return isOpen(review) && !review.escalated_at && Date.parse(review.due_at) < now
}

/** 11 digits that begin with 13 to 19, or `+` and 6 to 15 digits. */
function isPhone(text: string): boolean {
  return /^(\+86)?1[3-9]\d{9}$|^\+\d{6,15}$/.test(plainPhone(text))
}

/** Without the spaces and hyphens by which people group digits. */
function plainPhone(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '')
}
