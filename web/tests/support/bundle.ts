/** A whole bundle in a process of its own: its pages, API, database, issuer and clock. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What an access token says, as `POST /dev/tokens` takes it. */
export interface Claims {
  sub: string
  scope: string
  district?: string
  org?: string
  verified_document?: { type: string; number: string; country?: string }
}

/** An answer of the API, read. */
export interface Answer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of many shapes.
  body: any
}

/** The first morning of the first policy. */
export const MORNING = '2020-02-11T09:00:00+08:00'

/** The pages as they were built, which a bundle of a test does not build itself. */
export const BUILT = process.env.PAGES ?? join(import.meta.dirname, '../../dist')

export class Bundle {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts one on a free port; it stands at {@link MORNING} and runs from there. */
  static async start(...options: string[]): Promise<Bundle> {
    return Bundle.of(BUILT, ...options)
  }

  /** The same with the pages in this folder. */
  static async of(folder: string, ...options: string[]): Promise<Bundle> {
    const child = spawn(
      binary(),
      ['--listen', '127.0.0.1:0', '--now', MORNING, '--pages', folder, ...options],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    // Also when the runner is stopped in the middle of a test.
    const stop = (): void => void child.kill('SIGKILL')
    process.once('exit', stop)
    child.once('exit', () => process.removeListener('exit', stop))
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout.on('data', (part: Buffer) => {
        said += part.toString()
        const found = /Serving on (http:\/\/[\d.:]+)/.exec(said)
        if (found?.[1]) resolve(found[1])
      })
      child.once('error', reject)
      child.once('exit', (code) => {
        reject(new Error(`the bundle ended with ${code}: ${said}`))
      })
    })
    return new Bundle(url, child)
  }

  /** Ends it, and what was in it. */
  end(): void {
    this.process.kill('SIGKILL')
  }

  /** Sets its clock, forwards or backwards. */
  async setClock(now: string): Promise<void> {
    await this.put('/dev/clock', { now })
  }

  /** The scheduled work, now. */
  async countdown(): Promise<Answer> {
    return this.post('/dev/countdown', {})
  }

  /** An access token. */
  async token(claims: Claims): Promise<string> {
    const answer = await this.post('/dev/tokens', claims)
    return answer.body.access_token as string
  }

  async get(path: string, token?: string): Promise<Answer> {
    return this.ask('GET', path, undefined, token)
  }

  async post(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.ask('POST', path, body, token)
  }

  async put(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.ask('PUT', path, body, token)
  }

  private async ask(method: string, path: string, body: unknown, token?: string): Promise<Answer> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, body: isJson ? JSON.parse(text) : text }
  }
}

function binary(): string {
  const given = process.env.LOCAL
  if (given) return given
  const target = process.env.CARGO_TARGET_DIR ?? join(import.meta.dirname, '../../../target')
  const built = ['debug', 'release'].map((profile) => join(target, profile, 'local'))
  const found = built.find((file) => existsSync(file))
  if (!found) throw new Error('no local bundle: `cargo build -p local` makes one, or set LOCAL')
  return found
}
