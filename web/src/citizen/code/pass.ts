/**
 * How long a pass may be shown. It is counted from the moment at which we asked for it, so that a slow network
 * can only shorten its life here: nothing is ever shown as valid that the service would call expired (R30, R45).
 */
import type { Shape } from '../../api/client'

/** A pass in hand; moments are this device's steady ones, in milliseconds since 1970: no clock that is set back renews it. */
export interface HeldPass {
  token: string
  /** From here on it is not to be shown. */
  endsAt: number
  /** From here on the next one is wanted. */
  renewAt: number
}

/** The pass of an answer to what was asked at `askedAt`. */
export function held(pass: Shape<'PassView'>, askedAt: number): HeldPass {
  const livesMs = Date.parse(pass.expires_at) - Date.parse(pass.issued_at)
  return {
    token: pass.token,
    endsAt: askedAt + (Number.isFinite(livesMs) ? livesMs : 0),
    renewAt: askedAt + pass.refresh_after_seconds * 1000,
  }
}

/** The token to show at this moment; null when there is none that is valid. */
export function shownToken(pass: HeldPass | null, moment: number): string | null {
  return pass && moment < pass.endsAt ? pass.token : null
}
