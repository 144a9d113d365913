import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalisePhone, phoneInGroups, phoneSearchDigits, phoneWhileTyped } from './phone.ts'

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

test.each([
  ['91234567', '91 23 45 67'],
  ['912 34 567', '91 23 45 67'],
  ['9123', '91 23'],
  ['91 23 ', '91 23'],
  ['+4791234567', '+47 91 23 45 67'],
  ['0701234567', '070-123 45 67'],
  ['+46701234567', '+46 70 123 45 67'],
  ['', ''],
  ['+', '+'],
  ['91234567 / 22334455', '91234567 / 22334455'],
  ['ring 91234567', 'ring 91234567'],
])('%s is grouped as %s while it is typed', (text, grouped) => {
  expect(phoneWhileTyped(text)).toBe(grouped)
})

test('a number is the same number in its groups, however far it has been typed', () => {
  for (const whole of ['91234567', '+4791234567', '0701234567', '+46701234567', '81549300', '+12025550123'])
    for (let end = 1; end <= whole.length; end++) {
      const typed = whole.slice(0, end)
      expect(phoneWhileTyped(phoneWhileTyped(typed)).replaceAll(/[^+\d]/g, '')).toBe(typed)
    }
  expect(normalisePhone(phoneWhileTyped('91234567'))).toBe('+4791234567')
  expect(phoneInGroups('+4791234567')).toBe(`+47 ${phoneWhileTyped('91234567')}`)
})

test('a mobile number that is written as it is kept is what a reader of it keeps', () => {
  const mobile = fc.stringMatching(/^\+(47[49]\d{7}|467\d{8})$/)
  fc.assert(
    fc.property(mobile, (number) => {
      expect(normalisePhone(number)).toBe(number)
      expect(normalisePhone(` ${number} `)).toBe(number) // with blanks it is read as any other
    }),
    { numRuns: 5_000 },
  )
})
