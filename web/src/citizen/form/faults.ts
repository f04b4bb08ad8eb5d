/**
 * What is missing or looks wrong in a draft, told while it is filled in. A gap stops; anything else is a hint
 * that stops once only, because the service decides, and a document that we do not know may still be a right one.
 */
import { documentFaults } from '../../parts/document'
import { readTemperature } from '../health/temperature'
import { creditCodeFault } from './credit-code'
import type { Draft, StayDraft } from './draft'

/** One thing to look at. */
export interface Finding {
  /** Of the field, as the service would point to it. */
  pointer: string
  /** In the words of the form (`declare.fault.…`). */
  code: string
  /** Whether the form cannot go on with it. */
  isGap: boolean
}

const gap = (pointer: string, code = 'required'): Finding => ({ pointer, code, isGap: true })
const hint = (pointer: string, code: string): Finding => ({ pointer, code, isGap: false })

/** Everything to look at, in the order of the form. */
export function findings(draft: Draft, hasPerson: boolean, today: string): Finding[] {
  return [
    ...(hasPerson ? ofPerson(draft, today) : []),
    ...ofWhereabouts(draft, today),
    ...ofTravel(draft, today),
    ...ofHealth(draft),
    ...(draft.pledge ? [] : [gap('#/pledge/accepted', 'pledge')]),
  ]
}

function ofPerson({ person }: Draft, today: string): Finding[] {
  const found: Finding[] = []
  if (!person.relation) found.push(gap('#/person/relation'))
  if (!person.name.trim()) found.push(gap('#/person/name'))
  else if (/\d/.test(person.name)) found.push(hint('#/person/name', 'name'))
  const number = person.documentNumber.trim()
  const isPassport = person.documentType === 'passport'
  if (isPassport && !person.country) found.push(gap('#/person/document/country', 'country'))
  if (!number) found.push(gap('#/person/document/number'))
  else {
    const country = isPassport ? person.country || '?' : undefined
    const [first] = documentFaults(person.documentType, number, country, today)
    if (first) found.push(hint('#/person/document/number', first))
  }
  const phone = person.phone.replaceAll(/[\s-]/g, '')
  if (!phone) found.push(gap('#/person/phone'))
  else if (!/^(1[3-9]\d{9}|\+[1-9]\d{5,14})$/.test(phone)) found.push(hint('#/person/phone', 'phone'))
  return found
}

function ofWhereabouts(draft: Draft, today: string): Finding[] {
  const found: Finding[] = []
  if (!draft.presence) found.push(gap('#/presence'))
  if (draft.presence === 'inbound') {
    const { date, from, transport } = draft.arrival
    if (!date) found.push(gap('#/arrival/date'))
    else if (date < today) found.push(hint('#/arrival/date', 'past'))
    if (!from) found.push(gap('#/arrival/from'))
    if (!transport) found.push(gap('#/arrival/transport'))
  }
  if (!draft.district) found.push(gap('#/district'))
  if (draft.employer.trim()) {
    const fault = creditCodeFault(draft.employer)
    if (fault) found.push(hint('#/employer', fault === 'format' ? 'credit-code' : fault))
  }
  return found
}

function ofTravel(draft: Draft, today: string): Finding[] {
  if (!draft.hasTravelled) return [gap('#/travel')]
  if (draft.hasTravelled === 'no') return []
  if (draft.travel.length === 0) return [gap('#/travel', 'stay')]
  return draft.travel.flatMap((stay, at) => ofStay(stay, `#/travel/${at}`, today))
}

function ofStay(stay: StayDraft, pointer: string, today: string): Finding[] {
  const found: Finding[] = []
  if (!stay.where) found.push(gap(`${pointer}/where`))
  if (stay.where === 'china' && !stay.place) found.push(gap(`${pointer}/place`, 'place'))
  if (stay.where === 'abroad' && !stay.country) found.push(gap(`${pointer}/country`, 'country'))
  if (!stay.from) found.push(gap(`${pointer}/from`))
  if (!stay.to) found.push(gap(`${pointer}/to`))
  else if (stay.to > today) found.push(hint(`${pointer}/to`, 'in-the-future'))
  else if (stay.from && stay.to < stay.from) found.push(hint(`${pointer}/to`, 'before-from'))
  return found
}

function ofHealth(draft: Draft): Finding[] {
  const found: Finding[] = []
  if (!draft.confirmedCase) found.push(gap('#/contact/confirmed_case'))
  if (!draft.cohabitant) found.push(gap('#/contact/quarantined_cohabitant'))
  if (draft.temperature.trim() && readTemperature(draft.temperature) === undefined) {
    found.push(gap('#/health/temperature_c', 'temperature'))
  }
  if (!draft.hasSymptoms) found.push(gap('#/health/has'))
  if (draft.hasSymptoms === 'yes' && draft.symptoms.length === 0) found.push(gap('#/health/symptoms', 'symptom'))
  return found
}
