/** Agreements that the desk knows by heart. @rule SOS-6 */
export const CONTRACT = { sos: 'SA0009858', hpPrint: 'SA0003682', apple: 'SA0011807' } as const

/** A service agreement number, once blanks around it are gone. */
export const isContractNumber = (text: string): boolean => /^SA\d{7}$/.test(text.trim())
