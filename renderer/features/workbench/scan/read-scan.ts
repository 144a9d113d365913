import { readCaseNumber } from '#shared/domain/rules/index.ts'

/** What came over the scanner, or was typed in its place. `texts` are the serials it may stand for, likeliest first. */
export type Scan =
  | { readonly kind: 'empty' }
  /** `serial`: the number inside the case number; `checked` when its check digit was there and right. */
  | { readonly kind: 'number'; readonly number: number; readonly checked: boolean }
  | { readonly kind: 'unit'; readonly texts: readonly string[] }
  /** Eight digits whose check digit is wrong: misread or mistyped, unless it is the serial of some unit. */
  | { readonly kind: 'bad-number'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly text: string }

const SERIAL = /^[A-Z0-9][A-Z0-9\-/._]{2,39}$/
/** Apple's labels put an S before the serial in the bar code; the unit itself does not carry it. */
const WITH_MARK = /^S([A-Z0-9]{10,12})$/

/**
 * Reads a scan: a case number with its check digit ("1042 7731"), without it (seven digits), or a serial number. Blanks and
 * hyphens inside a number do not count. @rule SOS-2
 */
export function readScan(text: string): Scan {
  const typed = text.trim()
  if (typed === '') return { kind: 'empty' }
  const digits = typed.replaceAll(/[\s\-\u2010\u2011]/g, '')
  if (/^\d{8}$/.test(digits)) {
    const read = readCaseNumber(digits)
    return read.ok ? { kind: 'number', number: read.number, checked: true } : { kind: 'bad-number', text: digits }
  }
  if (/^\d{7}$/.test(digits)) {
    const number = Number(digits)
    return number === 0 ? { kind: 'bad-number', text: digits } : { kind: 'number', number, checked: false }
  }
  const serial = typed.replaceAll(/\s/g, '').toUpperCase()
  if (!SERIAL.test(serial)) return { kind: 'unreadable', text: typed.slice(0, 60) }
  const unmarked = WITH_MARK.exec(serial)?.[1]
  return { kind: 'unit', texts: unmarked === undefined ? [serial] : [serial, unmarked] }
}
