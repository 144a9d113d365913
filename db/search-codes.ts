import { normalisePhone, phoneSearchDigits } from '#shared/lib/phone.ts'

/** A serial, order or invoice number in the one notation that is searched: capitals and digits only. */
export const compactCode = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

const E164 = /^\+[1-9]\d{6,14}$/

/** A phone number as the digits of its international form; what is no number keeps its digits. */
export function phoneDigits(text: string): string {
  if (E164.test(text)) return text.slice(1)
  return normalisePhone(text)?.slice(1) ?? phoneSearchDigits(text)
}

const lines = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n')
const code = (text: string | null): string | null => (text === null ? null : compactCode(text))
const phone = (text: string | null): string | null => (text === null ? null : phoneDigits(text))

type CaseCodes = {
  readonly serialNo: string | null
  readonly swapSerialNo: string | null
  readonly mobile: string | null
  readonly phone: string | null
}
export const CASE_CODE_FIELDS = ['serialNo', 'swapSerialNo', 'mobile', 'phone'] as const satisfies (keyof CaseCodes)[]

/** What of a case is found by fragments. Never a passcode. @rule INTAKE-SECRET */
export const caseCodes = (row: CaseCodes): string =>
  lines([code(row.serialNo), code(row.swapSerialNo), phone(row.mobile), phone(row.phone)])

export const customerFind = (row: { name: string; customerNo: string }): string =>
  lines([row.name, compactCode(row.customerNo)])

export const contactFind = (row: {
  name: string
  mobile: string | null
  phone: string | null
  email: string | null
}): string => lines([row.name, phone(row.mobile), phone(row.phone), row.email])

export const unitFind = (row: {
  serialNo: string
  orderNo: string | null
  invoiceNo: string | null
  customerRef: string | null
}): string => lines([compactCode(row.serialNo), code(row.orderNo), code(row.invoiceNo), code(row.customerRef)])
