/**
 * Which code in the picture is worth asking about. A phone is held in front of the camera for seconds, in dozens
 * of pictures: its code is asked about once, until it has left the picture; another one is asked about at once.
 */

/** A code that is out of so many milliseconds of pictures has left; a hand over it for a moment has not. */
const GONE_AFTER_MS = 2500

export class Sightings {
  /** Codes that were asked about, and when each was last in the picture. */
  private readonly seenAt = new Map<string, number>()

  /** The first of these codes that is to be asked about. */
  fresh(codes: readonly string[], at: number): string | undefined {
    for (const [code, seenAt] of this.seenAt) {
      if (at - seenAt > GONE_AFTER_MS) this.seenAt.delete(code)
      else if (codes.includes(code)) this.seenAt.set(code, at)
    }
    return codes.find((code) => !this.seenAt.has(code))
  }

  /** This one is asked about now. */
  taken(code: string, at: number): void {
    this.seenAt.set(code, at)
  }
}
