/** The name of a field by its pointer, to say which one a fault is about, and the order in which they stand. */

const LABELS: Record<string, string> = {
  '#/person/relation': 'declare.who.relation',
  '#/person/name': 'declare.who.name',
  '#/person/document/type': 'document.type',
  '#/person/document/country': 'declare.who.country',
  '#/person/document/number': 'declare.who.number',
  '#/person/phone': 'declare.who.phone',
  '#/presence': 'declare.where.presence',
  '#/arrival': 'declare.where.arrival',
  '#/arrival/date': 'declare.where.date',
  '#/arrival/from': 'declare.where.from',
  '#/arrival/transport': 'declare.where.transport',
  '#/arrival/number': 'declare.where.number',
  '#/district': 'declare.where.district',
  '#/address': 'declare.where.address',
  '#/employer': 'declare.where.employer',
  '#/travel': 'declare.travel.has',
  '#/contact/confirmed_case': 'declare.health.confirmed',
  '#/contact/quarantined_cohabitant': 'declare.health.cohabitant',
  '#/health/temperature_c': 'declare.health.temperature',
  '#/health/has': 'declare.health.has',
  '#/health/symptoms': 'declare.health.symptoms',
  '#/health/chronic': 'declare.health.chronic',
  '#/pledge/accepted': 'declare.pledge.title',
}
const OF_A_STAY: Record<string, string> = {
  where: 'declare.travel.where',
  place: 'declare.travel.place',
  country: 'declare.travel.country',
  from: 'declare.travel.from',
  to: 'declare.travel.to',
}

/** The words of a field's name: keys, and the number of the stay that it belongs to. Empty if we have no such field. */
export function labelOf(pointer: string): { key: string; stay?: number } | undefined {
  const stay = /^#\/travel\/(\d+)(?:\/(\w+))?/.exec(pointer)
  if (stay) {
    const key = OF_A_STAY[stay[2] ?? ''] ?? 'declare.travel.where'
    return { key, stay: Number(stay[1]) + 1 }
  }
  const exact = LABELS[pointer]
  return exact === undefined ? undefined : { key: exact }
}

const ORDER = Object.keys(LABELS)

/** Where in the form a field stands; what is no field of ours comes last. */
export function placeOf(pointer: string): number {
  const at = ORDER.findIndex((known) => pointer === known || pointer.startsWith(`${known}/`))
  const exact = ORDER.indexOf(pointer)
  if (exact >= 0) return exact
  return at < 0 ? ORDER.length : at
}
