import { describe, expect, it } from 'vitest'

import { isRead, lineAt, readText } from './text'

const text = `{
  "areas": {
    "high": ["42", "3303"],
    "a/b": null
  },
  "days": -1.5e1
}`

function read(given: string) {
  const done = readText(given)
  if (!isRead(done)) throw new Error(JSON.stringify(done))
  return done
}

describe('a document as it is edited', () => {
  it('has the value that the browser reads', () => {
    expect(read(text).value).toEqual(JSON.parse(text))
    for (const small of ['[]', '{}', 'null', '"\\u00e9\\n"', ' [1, [2], {"a": true}] ']) {
      expect(read(small).value).toEqual(JSON.parse(small))
    }
  })

  it('tells the line of every part', () => {
    const { lines } = read(text)
    expect(lines.get('#')).toBe(1)
    expect(lines.get('#/areas/high/1')).toBe(3)
    expect(lines.get('#/areas/a~1b')).toBe(4)
    expect(lines.get('#/days')).toBe(6)
  })

  it('shows a missing part where it is missing', () => {
    const { lines } = read(text)
    expect(lineAt('#/areas/medium', lines)).toBe(2)
    expect(lineAt('#/areas/high/7/x', lines)).toBe(3)
    expect(lineAt('#/nothing', lines)).toBe(1)
    expect(lineAt('#', lines)).toBe(1)
  })

  it('tells where it ceases to be JSON', () => {
    expect(readText('{\n  "a": 1,\n}')).toEqual({ line: 3, column: 1 })
    expect(readText('{"a": 01}')).toEqual({ line: 1, column: 8 })
    expect(readText('[1 2]')).toEqual({ line: 1, column: 4 })
    expect(readText('')).toEqual({ line: 1, column: 1 })
    expect(readText('{} x')).toEqual({ line: 1, column: 4 })
  })

  it('has no name twice', () => {
    expect(readText('{"a": 1,\n"a": 2}')).toEqual({ line: 2, column: 1 })
  })
})
