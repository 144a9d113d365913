import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseNumber, readCaseNumber } from '../rules/index.ts'
import { dammDigit } from './damm.ts'

const serials = fc.integer({ min: 1, max: 9_999_999 })
const digitsOf = (serial: number) => caseNumber({ serial }).replace(' ', '')

test('the check digit is the published one', () => {
  expect(dammDigit('572')).toBe(4)
  expect(dammDigit('5724')).toBe(0)
})

describe('SOS-2: case numbers', () => {
  test.each([
    [1, '0000 0013'],
    [1042773, '1042 7737'],
    [9999999, '9999 9992'],
  ])('serial %i is %s', (serial, number) => {
    expect(caseNumber({ serial })).toBe(number)
  })

  test('are eight digits in two groups and read back as their serial', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const number = caseNumber({ serial })
        expect(number).toMatch(/^\d{4} \d{4}$/)
        expect(readCaseNumber(number)).toEqual({ ok: true, number: serial, reason: null })
      }),
    )
  })

  test('every single wrong digit is caught', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const digits = digitsOf(serial)
        for (let place = 0; place < 8; place++) {
          for (let digit = 0; digit < 10; digit++) {
            if (digits[place] === String(digit)) continue
            expect(readCaseNumber(digits.slice(0, place) + digit + digits.slice(place + 1)).ok).toBe(false)
          }
        }
      }),
    )
  })

  test('every swap of two neighbours is caught', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const digits = digitsOf(serial)
        for (let place = 0; place < 7; place++) {
          const [a = '', b = ''] = digits.slice(place, place + 2)
          if (a !== b) expect(readCaseNumber(digits.slice(0, place) + b + a + digits.slice(place + 2)).ok).toBe(false)
        }
      }),
    )
  })

  test.each([0, -1, 10_000_000, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null])('%s is no serial', (serial) => {
    expect(() => caseNumber({ serial: serial as number })).toThrow(
      expect.objectContaining({ name: 'RuleInputError', field: 'serial' }),
    )
  })
})

describe('SOS-2: reading', () => {
  test.each([
    '1042 7737',
    '10427737',
    '1042-7737',
    ' 1042 7737 ',
    '1 0 4 2 7 7 3 7',
    '1042\u00a07737',
    '1042\u20117737',
    '1042 - 7737',
  ])('%j is read', (text) => {
    expect(readCaseNumber(text)).toEqual({ ok: true, number: 1042773, reason: null })
  })

  test.each([
    ['', 'case-number.length'],
    ['   ', 'case-number.length'],
    ['1042773', 'case-number.length'],
    ['104277377', 'case-number.length'],
    ['1042 7738', 'case-number.check-digit'],
    ['0000 0000', 'case-number.out-of-range'],
    ['1042 773a', 'case-number.characters'],
    ['1042.7737', 'case-number.characters'],
    ['#10427737', 'case-number.characters'],
    ['+10427737', 'case-number.characters'],
    ['1042–7737', 'case-number.characters'],
    ['١٠٤٢٧٧٣٧', 'case-number.characters'],
    ['1042_7737', 'case-number.characters'],
  ])('%j is refused: %s', (text, reason) => {
    expect(readCaseNumber(text)).toEqual({ ok: false, number: null, reason })
  })

  test.each([10427737, null, undefined, ['1042 7737'], {}])('%j is refused without a throw', (value) => {
    expect(readCaseNumber(value as string)).toEqual({ ok: false, number: null, reason: 'case-number.characters' })
  })
})
