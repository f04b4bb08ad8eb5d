/** A declaration while it is filled in: everything may still be missing, and answers are given, never assumed. */
import type { Shape } from '../../api/client'
import type { DocumentKind } from '../../parts/document'

/** A question's answer; empty until somebody gives one. */
export type Answer = 'yes' | 'no' | ''
export type Symptom = Shape<'Symptom'>

/** A stay while it is filled in. */
export interface StayDraft {
  where: 'china' | 'abroad' | ''
  place: string
  country: string
  from: string
  to: string
}

/** Who the declaration is for. */
export interface PersonDraft {
  relation: Shape<'Relation'> | ''
  name: string
  phone: string
  documentType: DocumentKind
  documentNumber: string
  country: string
}

/** The whole declaration. */
export interface Draft {
  person: PersonDraft
  presence: Shape<'Presence'> | ''
  district: string
  address: string
  employer: string
  arrival: { date: string; from: string; transport: Shape<'Transport'> | ''; number: string }
  hasTravelled: Answer
  travel: StayDraft[]
  confirmedCase: Answer
  cohabitant: Answer
  temperature: string
  hasSymptoms: Answer
  symptoms: Symptom[]
  chronic: Symptom[]
  pledge: boolean
}

/** Nothing filled in. */
export function emptyDraft(): Draft {
  return {
    person: { relation: '', name: '', phone: '', documentType: 'resident-id', documentNumber: '', country: '' },
    presence: '',
    district: '',
    address: '',
    employer: '',
    arrival: { date: '', from: '', transport: '', number: '' },
    hasTravelled: '',
    travel: [],
    confirmedCase: '',
    cohabitant: '',
    temperature: '',
    hasSymptoms: '',
    symptoms: [],
    chronic: [],
    pledge: false,
  }
}

/** A stay of which nothing is known yet. */
export function emptyStay(): StayDraft {
  return { where: '', place: '', country: '', from: '', to: '' }
}

/**
 * A draft that was kept on the device. Parts that it does not have come from an empty one, and the pledge is
 * given anew every time.
 */
export function takenUp(kept: Partial<Draft> | undefined): Draft {
  const empty = emptyDraft()
  return {
    ...empty,
    ...kept,
    person: { ...empty.person, ...kept?.person },
    arrival: { ...empty.arrival, ...kept?.arrival },
    pledge: false,
  }
}

/** What of a declaration that was sent is worth filling in again next time: not how one felt on that day. */
export function forNextTime(sent: Draft): Partial<Draft> {
  const { presence, district, address, employer, hasTravelled, travel } = sent
  return { presence, district, address, employer, hasTravelled, travel }
}
