/**
 * What exactly an entry tells, line by line and in words. A member that nobody here knows is shown as it came: a
 * history leaves nothing out for its reader's comfort.
 */

/** How things are called. */
export interface Say {
  /** Of the pages' own words, under `more.detail`. */
  own: (key: string, named?: Record<string, unknown>) => string
  /** Of a vocabulary of the guidance. */
  word: (vocabulary: string, code: string) => string
  district: (code: string) => string
  day: (day: string) => string
  yesOrNo: (value: boolean) => string
}

/** A line: what, and what of it. */
export interface Line {
  label: string
  value: string
  /** Whether it is a mark or a number rather than words. */
  isMark: boolean
}

const CHANGES = ['put_on', 'renewed', 'noted', 'released', 'closed']
const VOCABULARY: Record<string, string> = {
  ground: 'review-ground',
  finding: 'finding',
  legal_ground: 'legal-ground',
  relation: 'relation',
}
const DISTRICTS = ['district', 'from', 'to']
const KNOWN = [
  ...CHANGES, ...DISTRICTS, ...Object.keys(VOCABULARY),
  'pledge', 'policy', 'review', 'proposal', 'close_holds', 'officer', 'case', 'hold',
  'credit_referral', 'confirmed', 'unbound_accounts',
]

/** The lines of an entry's detail, what happened to reasons first. */
export function linesOf(detail: Readonly<Record<string, unknown>>, say: Say): Line[] {
  const members = Object.entries(detail).sort(([one], [other]) => rank(one) - rank(other))
  return members.flatMap(([key, value]) => {
    const label = KNOWN.includes(key) ? say.own(key) : key
    if (CHANGES.includes(key) && Array.isArray(value)) {
      return value.map((change: unknown) => ({ label, value: ofChange(change, say), isMark: false }))
    }
    return [{ label, value: ofValue(key, value, say), isMark: key === 'officer' }]
  })
}

function rank(key: string): number {
  const place = KNOWN.indexOf(key)
  return place < 0 ? KNOWN.length : place
}

function ofValue(key: string, value: unknown, say: Say): string {
  if (typeof value === 'boolean') return say.yesOrNo(value)
  if (key === 'review' && typeof value === 'number') return say.own('nth', { n: value })
  if (Array.isArray(value)) return value.map(String).join(' · ')
  if (typeof value === 'string') {
    const vocabulary = VOCABULARY[key]
    if (vocabulary) return say.word(vocabulary, value)
    return DISTRICTS.includes(key) ? say.district(value) : value
  }
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

interface Change {
  hold?: string
  rule?: string
  colour?: string
  since?: string
  ended_on?: string
  evidence?: Told[]
  closed_by?: Told
}

interface Told {
  source?: string
  id?: string
}

/** A reason that was put on, renewed or ended: which, its colour, since when, and on what. */
function ofChange(value: unknown, say: Say): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const change = value as Change
  const parts = [
    change.rule ? say.word('rule', change.rule) : '',
    change.colour ? say.word('colour', change.colour) : '',
    change.since ? say.own('since', { day: say.day(change.since) }) : '',
    change.ended_on ? say.own('endedOn', { day: say.day(change.ended_on) }) : '',
    change.evidence?.length ? say.own('evidence', { what: change.evidence.map((one) => told(one, say)).join(', ') }) : '',
    change.closed_by ? say.own('closedBy', { what: told(change.closed_by, say) }) : '',
    change.hold ?? '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function told(evidence: Told, say: Say): string {
  return `${say.word('source', evidence.source ?? '')} ${evidence.id ?? ''}`.trim()
}
