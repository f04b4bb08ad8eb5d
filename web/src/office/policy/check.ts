/**
 * Checks a policy in the browser against the service's own schema, so that most faults are seen while somebody
 * types. What a schema cannot say, the service tells when the policy is proposed.
 */
import { Validator, type Schema } from '@cfworker/json-schema'

/** One fault: where it is, and by which word of JSON Schema. */
export interface Flaw {
  /** JSON pointer from `#`. */
  pointer: string
  /** The schema's word: `required`, `enum`, `pattern` … */
  keyword: string
  /** What the schema expects there, as it is written in it; empty where the keyword says all. */
  expected: string
}

/** Words that only say that something inside does not match, which is told by itself. */
const WRAPPERS = new Set([
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  '$ref',
  'allOf',
])

/** A check that can be used again and again. */
export function checker(schema: Schema): (document: unknown) => Flaw[] {
  const validator = new Validator(schema, '2020-12', false)
  return (document) => {
    const seen = new Set<string>()
    return validator
      .validate(document)
      .errors.filter((error) => !WRAPPERS.has(error.keyword))
      .map((error) => ({
        pointer: pointerOf(error.instanceLocation, error.keyword, error.error),
        // The schema of an unknown member is `false`.
        keyword: error.keyword === 'false' ? 'additionalProperties' : error.keyword,
        expected: error.keyword === 'required' ? '' : expectedAt(schema, error.keywordLocation),
      }))
      .filter((flaw) => {
        const key = `${flaw.pointer} ${flaw.keyword}`
        if (seen.has(key)) return false
        seen.add(key)
        return true
      })
  }
}

/** A missing member is told at the object that misses it; here at the member, as the service does. */
function pointerOf(location: string, keyword: string, message: string): string {
  const missing = keyword === 'required' ? /"([^"]+)"\.$/.exec(message)?.[1] : undefined
  return missing === undefined ? location : `${location}/${missing}`
}

/** The schema's value at a keyword's own location, `#/properties/days/maximum`, following `$ref`. */
function expectedAt(schema: Schema, location: string): string {
  let here: unknown = schema
  for (const step of location.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    here = member(here, name)
    if (name === '$ref' && typeof here === 'string') here = referred(schema, here)
  }
  if (Array.isArray(here)) return here.map(String).join(', ')
  return typeof here === 'string' || typeof here === 'number' ? String(here) : ''
}

function referred(schema: Schema, reference: string): unknown {
  return reference.split('/').slice(1).reduce<unknown>(member, schema)
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
}
