import { expect, test } from 'vitest'
import { foundCode } from './found-code.ts'

test('a phone is read in groups, with its country', () => {
  expect(foundCode({ by: 'phone', code: '4791234567', serialNo: 'C02XK1' })).toBe('+47 91 23 45 67')
})

test('a serial is read as it was written; another one, of the unit that was given instead, as it is searched', () => {
  expect(foundCode({ by: 'serial', code: 'C02XK1', serialNo: 'c02-xk1' })).toBe('c02-xk1')
  expect(foundCode({ by: 'serial', code: 'F17QQ2', serialNo: 'c02-xk1' })).toBe('F17QQ2')
})

test('what was found by words or its number has none', () => {
  expect(foundCode({ by: 'text', code: null, serialNo: 'C02XK1' })).toBeNull()
})
