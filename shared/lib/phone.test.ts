import { expect, test } from 'vitest'
import { normalisePhone, phoneSearchDigits } from './phone.ts'

test.each([
  ['912 34 567', '+4791234567'],
  ['+47 912 34 567', '+4791234567'],
  ['0047 91234567', '+4791234567'],
  ['22 33 44 55', '+4722334455'],
  ['070-123 45 67', '+46701234567'],
  ['+46 (0)70 123 45 67', '+46701234567'],
  ['08-123 456 78', '+46812345678'],
  ['+1 202 555 0123', '+12025550123'],
  ['  91234567 ', '+4791234567'],
])('%s is %s', (text, e164) => {
  expect(normalisePhone(text)).toBe(e164)
})

test.each([
  '',
  '   ',
  'abc',
  '123',
  '1234',
  '+4799',
  '+47 123 45 678',
  '91234567 / 22334455',
  'ring 91234567',
  '+999 12345678',
])('%s cannot be called', (text) => {
  expect(normalisePhone(text)).toBeNull()
})

test.each([
  ['0047 912 34', '4791234'],
  ['912 34', '91234'],
  ['070-12', '7012'],
  ['+47', '47'],
  ['kari', ''],
])('%s is searched as %s', (fragment, digits) => {
  expect(phoneSearchDigits(fragment)).toBe(digits)
})
