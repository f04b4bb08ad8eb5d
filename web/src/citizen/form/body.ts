/** What is sent of a draft: only what was asked and answered, in the contract's words. Never a position (R18). */
import type { Shape } from '../../api/client'
import { tidied } from '../../parts/document'
import { readTemperature } from '../health/temperature'
import type { Draft, StayDraft } from './draft'

type Declared = Shape<'ReapplicationBody'>

/** The declaration, under the pledge of a policy's version. The draft has no gaps (`missing` of `faults`). */
export function declarationOf(draft: Draft, version: string): Declared {
  const address = draft.address.trim()
  const employer = draft.employer.trim().toUpperCase()
  const temperature = readTemperature(draft.temperature)
  const hasSymptoms = draft.hasSymptoms === 'yes'
  const symptoms = hasSymptoms ? draft.symptoms : []
  return {
    presence: draft.presence || 'in-hangzhou',
    district: draft.district,
    ...(address ? { address } : {}),
    ...(employer ? { employer } : {}),
    ...(draft.presence === 'inbound' ? { arrival: arrivalOf(draft) } : {}),
    travel: draft.hasTravelled === 'yes' ? draft.travel.map(stayOf) : [],
    contact: {
      confirmed_case: draft.confirmedCase === 'yes',
      quarantined_cohabitant: draft.cohabitant === 'yes',
    },
    health: {
      ...(temperature === undefined ? {} : { temperature_c: temperature }),
      symptoms,
      chronic: draft.chronic.filter((symptom) => symptoms.includes(symptom)),
    },
    pledge: { accepted: draft.pledge, version },
  }
}

/** The declaration with the person whom it is for. */
export function applicationOf(draft: Draft, version: string): Shape<'ApplicationBody'> {
  const { relation, name, phone, documentType, documentNumber, country } = draft.person
  return {
    person: {
      relation: relation || 'other',
      name: name.trim(),
      phone: phone.replaceAll(/[\s-]/g, ''),
      document: {
        type: documentType,
        number: tidied(documentNumber),
        ...(documentType === 'passport' && country ? { country } : {}),
      },
    },
    ...declarationOf(draft, version),
  }
}

function arrivalOf({ arrival }: Draft): Shape<'ArrivalBody'> {
  const number = arrival.number.trim()
  return {
    date: arrival.date,
    from: arrival.from,
    transport: arrival.transport || 'other',
    ...(number ? { number } : {}),
  }
}

function stayOf(stay: StayDraft): Shape<'StayBody'> {
  const days = { from: stay.from, to: stay.to }
  return stay.where === 'abroad' ? { country: stay.country, ...days } : { place: stay.place, ...days }
}
