import { readArgs, readInteger } from '../rules/input.ts'
import { dammDigit } from './damm.ts'

export const FIRST_SERIAL = 1
export const LAST_SERIAL = 9_999_999

/**
 * The case number of a serial: seven digits and a Damm check digit, grouped for reading aloud ("1042 7731").
 * @param input.serial 1 to 9,999,999, leased to the device in blocks
 * @rule SOS-2 @rule SOS-9
 */
export function caseNumber(input: { readonly serial: number }): string {
  const serial = readInteger(readArgs(input), 'serial', FIRST_SERIAL, LAST_SERIAL)
  const digits = String(serial).padStart(7, '0')
  return `${digits.slice(0, 4)} ${digits.slice(4)}${dammDigit(digits)}`
}

export const CASE_NUMBER_PROBLEMS = [
  'case-number.characters',
  'case-number.length',
  'case-number.check-digit',
  'case-number.out-of-range',
] as const
export type CaseNumberProblem = (typeof CASE_NUMBER_PROBLEMS)[number]

/** `number` is the serial that `caseNumber` was given; `reason` says why a text is no case number. */
export type ReadCaseNumber =
  | { readonly ok: true; readonly number: number; readonly reason: null }
  | { readonly ok: false; readonly number: null; readonly reason: CaseNumberProblem }

/**
 * Reads a case number as people write it: eight ASCII digits, spaces and hyphens ignored. Never throws: whatever else is given is
 * refused with its reason.
 * @rule SOS-2
 */
export function readCaseNumber(text: string): ReadCaseNumber {
  if (typeof text !== 'string') return refused('case-number.characters')
  const digits = text.trim().replaceAll(/[\p{Zs}\t\-\u2010\u2011]/gu, '')
  if (!/^[0-9]*$/.test(digits)) return refused('case-number.characters')
  if (digits.length !== 8) return refused('case-number.length')
  if (dammDigit(digits) !== 0) return refused('case-number.check-digit')
  const number = Number(digits.slice(0, 7))
  return number < FIRST_SERIAL ? refused('case-number.out-of-range') : { ok: true, number, reason: null }
}

const refused = (reason: CaseNumberProblem): ReadCaseNumber => ({ ok: false, number: null, reason })
