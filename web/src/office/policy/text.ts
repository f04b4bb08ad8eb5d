/**
 * JSON as somebody edits it: its value, and on which line each part of it stands, so that a fault can be shown
 * where it is. Written by hand because the browser's own reader does not tell lines.
 */

/** A document that can be read. */
export interface Read {
  value: unknown
  /** The line, from 1, on which the value at a JSON pointer (`#/areas/high`) begins. */
  lines: Map<string, number>
}

/** Where it ceases to be JSON. */
export interface Unreadable {
  line: number
  column: number
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const SPACE = /[ \t\r\n]*/y

/** Reads it, or tells where it cannot be read. */
export function readText(text: string): Read | Unreadable {
  const scan = new Scan(text)
  try {
    const value = scan.whole()
    return { value, lines: scan.lines }
  } catch (error) {
    if (error !== scan) throw error
    return scan.place()
  }
}

/** Whether it could be read. */
export function isRead(read: Read | Unreadable): read is Read {
  return 'lines' in read
}

/** The line of a pointer, or of the nearest thing around it that is there. */
export function lineAt(pointer: string, lines: Map<string, number>): number {
  for (let at = pointer; at.length > 0; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at)
    if (line !== undefined) return line
    if (!at.includes('/')) break
  }
  return 1
}

/** One pass over a text. It throws itself where the text is no JSON, for there is only one place to tell. */
class Scan {
  readonly lines = new Map<string, number>()
  private at = 0
  private line = 1
  private countedTo = 0

  constructor(private readonly text: string) {}

  whole(): unknown {
    const value = this.value('#')
    this.skip()
    if (this.at < this.text.length) throw this
    return value
  }

  place(): Unreadable {
    const before = this.text.slice(0, this.at)
    return { line: before.split('\n').length, column: this.at - before.lastIndexOf('\n') }
  }

  private value(pointer: string): unknown {
    this.skip()
    this.lines.set(pointer, this.currentLine())
    const next = this.text[this.at]
    if (next === '{') return this.object(pointer)
    if (next === '[') return this.list(pointer)
    return JSON.parse(this.take(next === '"' ? STRING : LITERAL)) as unknown
  }

  private object(pointer: string): Record<string, unknown> {
    const members = new Map<string, unknown>()
    this.at += 1
    if (this.ends('}')) return {}
    do {
      this.skip()
      const start = this.at
      const name = JSON.parse(this.take(STRING)) as string
      // Of a name twice the reader here and the one there might take different ones.
      if (members.has(name)) {
        this.at = start
        throw this
      }
      this.skip()
      this.expect(':')
      members.set(name, this.value(`${pointer}/${escaped(name)}`))
    } while (this.goesOn('}'))
    return Object.fromEntries(members)
  }

  private list(pointer: string): unknown[] {
    const items: unknown[] = []
    this.at += 1
    if (this.ends(']')) return items
    do {
      items.push(this.value(`${pointer}/${items.length}`))
    } while (this.goesOn(']'))
    return items
  }

  private ends(bracket: string): boolean {
    this.skip()
    if (this.text[this.at] !== bracket) return false
    this.at += 1
    return true
  }

  private goesOn(bracket: string): boolean {
    if (this.ends(bracket)) return false
    this.expect(',')
    return true
  }

  private expect(sign: string): void {
    if (this.text[this.at] !== sign) throw this
    this.at += 1
  }

  private take(form: RegExp): string {
    form.lastIndex = this.at
    const found = form.exec(this.text)?.[0]
    if (found === undefined) throw this
    this.at += found.length
    return found
  }

  private skip(): void {
    SPACE.lastIndex = this.at
    this.at += SPACE.exec(this.text)?.[0].length ?? 0
  }

  private currentLine(): number {
    for (; this.countedTo < this.at; this.countedTo += 1) {
      if (this.text[this.countedTo] === '\n') this.line += 1
    }
    return this.line
  }
}

/** A name as a step of a JSON pointer (RFC 6901). */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
