import { v5 as uuidV5 } from 'uuid'

const AGREEMENTS = '5d1f7a3e-0c7b-5b52-9a6e-6f2b1f0c9a11'

/** The id of an agreement follows from its number, so that a command can read it by the number a caller states. @rule SOS-6 */
export const agreementIdOf = (agreementNo: string): string => uuidV5(agreementNo.trim().toUpperCase(), AGREEMENTS)
