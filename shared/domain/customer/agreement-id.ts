import { v5 as uuidV5 } from 'uuid'

const AGREEMENTS = '5d1f7a3e-0c7b-5b52-9a6e-6f2b1f0c9a11'
/** A desk has a handful of agreements, and every registration asks twice. */
const KNOWN = new Map<string, string>()
const KNOWN_AT_MOST = 1000

/** The id of an agreement follows from its number, so that a command can read it by the number a caller states. @rule SOS-6 */
export function agreementIdOf(agreementNo: string): string {
  const known = KNOWN.get(agreementNo)
  if (known !== undefined) return known
  const id = uuidV5(agreementNo.trim().toUpperCase(), AGREEMENTS)
  if (KNOWN.size < KNOWN_AT_MOST) KNOWN.set(agreementNo, id)
  return id
}
