/** How somebody is today, as it is sent. */
import type { Shape } from '../../api/client'

/** The symptoms of the form, the most telling first. */
export const SYMPTOMS: readonly Shape<'Symptom'>[] = [
  'fever',
  'dry-cough',
  'cough',
  'breathlessness',
  'fatigue',
  'sore-throat',
  'runny-nose',
  'muscle-ache',
  'diarrhoea',
]

/**
 * A check-in, always for today and so without a date (R33). What is chronic must be a symptom of the day, and
 * stays only while it is chosen.
 */
export function checkInOf(
  temperature: number,
  symptoms: readonly Shape<'Symptom'>[],
  chronic: readonly Shape<'Symptom'>[],
): Shape<'CheckInBody'> {
  return {
    temperature_c: temperature,
    symptoms: SYMPTOMS.filter((symptom) => symptoms.includes(symptom)),
    chronic: SYMPTOMS.filter((symptom) => symptoms.includes(symptom) && chronic.includes(symptom)),
  }
}
