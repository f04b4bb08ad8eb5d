/** The policy in force, which any page may need for its districts, its days or its lines. */
import { answered, api, type Shape } from '../api/client'
import { today } from '../time'

let asked: { day: string; policy: Promise<Shape<'PolicyBody'>> } | undefined

/** The policy in force, asked for once a day; a failure is asked for again. */
export async function currentPolicy(): Promise<Shape<'PolicyBody'>> {
  if (asked?.day !== today()) {
    asked = { day: today(), policy: answered(api.GET('/v1/policies/current')) }
  }
  try {
    return await asked.policy
  } catch (error) {
    asked = undefined
    throw error
  }
}
