/** What a re-application did: it adds, and takes nothing away (R19). */
import type { Shape } from '../../api/client'

type Hold = Shape<'HoldView'>

/** Reasons that came, and those that stand as before. */
export interface Comparison {
  added: Hold[]
  stayed: Hold[]
}

/** Compares the reasons of two codes of one person. A reason that began anew counts as new. */
export function compared(before: readonly Hold[], after: readonly Hold[]): Comparison {
  const wasThere = (hold: Hold): boolean =>
    before.some((one) => one.id === hold.id && one.since === hold.since)
  return {
    added: after.filter((hold) => !wasThere(hold)),
    stayed: after.filter(wasThere),
  }
}
