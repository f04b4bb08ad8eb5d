/** One fault of a body: where, by a stable code, and in words. */
export interface Fault {
  /** JSON pointer from `#`, as `#/person/document/number`. */
  pointer: string
  code: string
  detail: string
}

/** Why something could not be done: a problem document (RFC 9457), or no answer at all. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 without an answer. */
    readonly status: number,
    /** Stable code, as docs/errors.md lists them; `unreachable` without an answer. */
    readonly code: string,
    /** One line, in the language that was asked for. Empty where the gateway answered by itself. */
    readonly title: string,
    /** What to do, in the same language. */
    readonly detail: string,
    readonly faults: Fault[],
    /** When to try again, if the answer said so. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(`${status} ${code}`)
  }

  /** No network, or nobody there. */
  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '', '', [], null)
  }

  /** Of an answer that is not a success. The gateway's own have only a `message`. */
  static of(response: Response, body: unknown): Problem {
    const told = (typeof body === 'object' && body !== null ? body : {}) as {
      code?: string
      title?: string
      detail?: string
      errors?: Fault[]
    }
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
    return new Problem(
      response.status,
      told.code ?? `http-${response.status}`,
      told.title ?? '',
      told.detail ?? '',
      told.errors ?? [],
      Number.isFinite(wait) ? wait : null,
    )
  }

  /** Whether the same request may succeed a moment later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  /** What is wrong at `pointer` or below it, in words; undefined if nothing. */
  at(pointer: string): string | undefined {
    const here = this.faults.filter(
      (fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`),
    )
    return here.length > 0 ? here.map((fault) => fault.detail).join(' ') : undefined
  }
}

/** Any error as a problem; one that is none is a fault of the pages and is thrown on. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
