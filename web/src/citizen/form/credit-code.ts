/** Whether an employer's unified social credit code (GB 32100) is typed right, before it is sent (R7). */

/** The 31 characters of the standard in the order of their values. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** What is wrong with a code; null if nothing is. */
export function creditCodeFault(typed: string): 'format' | 'check-character' | null {
  const code = typed.trim().toUpperCase()
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return 'format'
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return (sum + ALPHABET.indexOf(code.charAt(17))) % 31 === 0 ? null : 'check-character'
}
