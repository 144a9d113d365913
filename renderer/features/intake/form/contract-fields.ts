import { CONTRACT, isContractNumber } from '#shared/domain/intake/contract-number.ts'
import { INTAKE_FIELDS } from '#shared/domain/intake/missing-fields.ts'
import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'

/** The fields that a person fills in, in the order of the page. */
export const FORM_FIELDS = [...INTAKE_FIELDS, 'channel', 'product', 'purchasedOn', 'soldByUs', 'usedIn'] as const
export type FormField = (typeof FORM_FIELDS)[number]

/** `required` blocks saving, `preferred` is asked for and never blocks, `hidden` is not on the page and not sent. */
export type Need = 'required' | 'preferred' | 'optional' | 'hidden'
export type FieldNeeds = Readonly<Record<FormField, Need>>

/** Every enquiry. `phone` may stand in for `mobile`. @rule INTAKE-REQ @rule INTAKE-HP */
const EVERY: FieldNeeds = {
  contract: 'required',
  contactName: 'required',
  mobile: 'required',
  phone: 'optional',
  email: 'preferred',
  serviceLocation: 'required',
  customerRef: 'preferred',
  orderNo: 'preferred',
  invoiceNo: 'preferred',
  productName: 'required',
  serialNo: 'preferred',
  faultDescription: 'required',
  passcode: 'hidden',
  channel: 'required',
  product: 'hidden',
  purchasedOn: 'hidden',
  soldByUs: 'hidden',
  usedIn: 'hidden',
}

/**
 * What intake asks for under each kind of agreement.
 * @rule INTAKE-APPLE the passcode, and the facts that the warranty stands on
 * @rule LEN-3 the country of use decides the working calendar of an on-site visit
 */
export const FIELDS_OF: Readonly<Record<AgreementKind, FieldNeeds>> = {
  general: EVERY,
  'hp-print': EVERY,
  'lenovo-onsite': { ...EVERY, usedIn: 'required' },
  apple: {
    ...EVERY,
    passcode: 'preferred',
    product: 'required',
    purchasedOn: 'optional',
    soldByUs: 'optional',
    usedIn: 'required',
  },
}

/** A contract number as it is stored: people type small letters, blanks, or the seven digits alone. @rule SOS-6 */
export function contractNo(text: string): string {
  const typed = text.replaceAll(/\s/g, '').toUpperCase()
  return /^\d{7}$/.test(typed) ? `SA${typed}` : typed
}

const KNOWN: Readonly<Record<string, AgreementKind>> = {
  [CONTRACT.apple]: 'apple',
  [CONTRACT.hpPrint]: 'hp-print',
  [CONTRACT.sos]: 'general',
}

type AgreementLike = { readonly agreementNo: string; readonly kind: AgreementKind }

/** Which form a typed contract number asks for; a number that this device does not know gets the general one. */
export function kindOf(contract: string, agreements: readonly AgreementLike[]): AgreementKind {
  const wanted = contractNo(contract)
  return agreements.find((each) => each.agreementNo === wanted)?.kind ?? KNOWN[wanted] ?? 'general'
}

/** Whether the number is one of the agreements on this device; null while it is not a whole number yet. */
export function isKnownContract(contract: string, agreements: readonly AgreementLike[]): boolean | null {
  const wanted = contractNo(contract)
  return isContractNumber(wanted) ? agreements.some((each) => each.agreementNo === wanted) : null
}
