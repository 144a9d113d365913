import { describe, expect, test } from 'vitest'
import { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import { CONTRACT } from '#shared/domain/intake/contract-number.ts'
import { INTAKE_FIELDS } from '#shared/domain/intake/missing-fields.ts'
import { missingFields } from '#shared/domain/rules/index.ts'
import { contractNo, FIELDS_OF, isKnownContract, kindOf } from './contract-fields.ts'

const CONTRACT_OF: Record<AgreementKind, string> = {
  apple: CONTRACT.apple,
  'hp-print': CONTRACT.hpPrint,
  'lenovo-onsite': 'SA0020417',
  general: CONTRACT.sos,
}
const fieldsThatAre = (kind: AgreementKind, need: string) =>
  INTAKE_FIELDS.filter((field) => FIELDS_OF[kind][field] === need && field !== 'contract')

describe('INTAKE-REQ: the field table says what the rule says', () => {
  test.each(AgreementKind.options)('required and preferred fields under %s', (kind) => {
    const rule = missingFields({ contract: CONTRACT_OF[kind], form: {} })
    expect(fieldsThatAre(kind, 'required')).toEqual(rule.required)
    expect([...fieldsThatAre(kind, 'preferred')].sort()).toEqual([...rule.preferred].sort())
  })

  test.each(AgreementKind.options)('a contract is required under %s', (kind) => {
    expect(missingFields({ contract: '', form: {} }).required).toContain('contract')
    expect(FIELDS_OF[kind].contract).toBe('required')
  })

  test('INTAKE-APPLE: only Apple is asked for the passcode and the warranty facts', () => {
    const asked = (field: 'passcode' | 'purchasedOn') =>
      AgreementKind.options.filter((kind) => FIELDS_OF[kind][field] !== 'hidden')
    expect(asked('passcode')).toEqual(['apple'])
    expect(asked('purchasedOn')).toEqual(['apple'])
  })
})

describe('SOS-6: the contract number decides the form', () => {
  const agreements = [{ agreementNo: 'SA0020417', kind: 'lenovo-onsite' as const }]

  test.each([
    ['SA0011807', 'apple'],
    [' sa0011807 ', 'apple'],
    ['0003682', 'hp-print'],
    ['SA 0009858', 'general'],
    ['SA0020417', 'lenovo-onsite'],
    ['SA9999999', 'general'],
    ['', 'general'],
  ])('%j asks the %s fields', (typed, kind) => {
    expect(kindOf(typed, agreements)).toBe(kind)
  })

  test.each([
    ['sa0011807', 'SA0011807'],
    ['0011807', 'SA0011807'],
    [' SA 001 1807', 'SA0011807'],
    ['11807', '11807'],
    ['SA00118071', 'SA00118071'],
  ])('%j is read as %j', (typed, number) => {
    expect(contractNo(typed)).toBe(number)
  })

  test('a whole number that is not on this device is unknown, half a number is nothing yet', () => {
    expect(isKnownContract('SA0020417', agreements)).toBe(true)
    expect(isKnownContract('SA9999999', agreements)).toBe(false)
    expect(isKnownContract('SA99', agreements)).toBe(null)
  })
})
