/**
 * Which code in the picture is worth asking about. A phone is held in front of the camera for seconds, in dozens
 * of pictures: its code is asked about once, until it has left the picture; another one is asked about at once.
 */

/** A code that is out of so many milliseconds of pictures has left; a hand over it for a moment has not. */
const GONE_AFTER_MS = 2500

export class Sightings {
  /**
   * Codes that were asked about, and since when each has been out of the picture. Counted from the first look that
   * missed it: a device that was too busy to look has not seen anybody leave.
   */
  private readonly outSince = new Map<string, number | undefined>()

  /** The first of these codes that is to be asked about. */
  fresh(codes: readonly string[], at: number): string | undefined {
    for (const [code, outSince] of this.outSince) {
      if (outSince !== undefined && at - outSince > GONE_AFTER_MS) this.outSince.delete(code)
      else this.outSince.set(code, codes.includes(code) ? undefined : (outSince ?? at))
    }
    return codes.find((code) => !this.outSince.has(code))
  }

  /** This one is asked about now. */
  taken(code: string): void {
    this.outSince.set(code, undefined)
  }
}
