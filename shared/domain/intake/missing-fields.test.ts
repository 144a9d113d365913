import { describe, expect, test } from 'vitest'
import { missingFields } from '../rules/index.ts'
import { isEmailAddress } from './email-address.ts'

const APPLE = 'SA0011807'
const HP = 'SA0003682'

const aForm = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  contract: APPLE,
  contactName: 'Kari Nordmann',
  mobile: '912 34 567',
  phone: '',
  email: 'kari@example.no',
  serviceLocation: 'Storgata 1, 0155 Oslo',
  customerRef: 'E-1',
  orderNo: '1001',
  invoiceNo: '2001',
  productName: 'MacBook Air',
  serialNo: 'C02XK0AAJHD3',
  faultDescription: 'Starter ikke',
  passcode: '1234',
  ...over,
})
const missing = (over: Record<string, unknown>, contract = APPLE) => missingFields({ contract, form: aForm(over) })

test('INTAKE-REQ: nothing is missing in a full form', () => {
  expect(missing({})).toEqual({ required: [], preferred: [] })
})

test('INTAKE-REQ: an empty form of each kind', () => {
  const required = ['contactName', 'mobile', 'serviceLocation', 'productName', 'faultDescription']
  const preferred = ['customerRef', 'orderNo', 'invoiceNo', 'serialNo', 'email']
  expect(missingFields({ contract: HP, form: {} })).toEqual({ required, preferred })
  expect(missingFields({ contract: 'SA0009858', form: {} })).toEqual({ required, preferred })
  expect(missingFields({ contract: APPLE, form: {} })).toEqual({ required, preferred: [...preferred, 'passcode'] })
  expect(missingFields({ contract: '', form: {} })).toEqual({ required: ['contract', ...required], preferred })
})

describe('INTAKE-REQ: required', () => {
  const blanks = ['', '   ', '\t\n', '\u00a0', '\u200b', null, undefined, 42, {}, []]
  test.each(['contactName', 'serviceLocation', 'productName', 'faultDescription'])('%s must not be blank', (field) => {
    for (const blank of blanks) expect(missing({ [field]: blank }).required).toEqual([field])
  })

  test.each([
    ['only the mobile', { mobile: '91234567', phone: '' }, []],
    ['only the phone', { mobile: '', phone: '22 33 44 55' }, []],
    ['a good phone makes up for a bad mobile', { mobile: '12', phone: '22334455' }, []],
    ['a Swedish number', { mobile: '070-123 45 67' }, []],
    ['a number from abroad', { mobile: '+44 20 7946 0958' }, []],
    ['neither', { mobile: ' ', phone: ' ' }, ['mobile']],
    ['too short', { mobile: '1234', phone: '' }, ['mobile']],
    ['letters', { mobile: 'ring meg', phone: '' }, ['mobile']],
    ['a bad number of a known country', { mobile: '+47 123 45 678' }, ['mobile']],
    ['a number instead of text', { mobile: 91234567 }, ['mobile']],
  ])('reachable by phone: %s', (_, over, required) => {
    expect(missing(over).required).toEqual(required)
  })

  test.each(['', '  ', 'SA11807', 'SA00118070', '0011807', 'sa0011807', 'SA 0011807', 'Apple'])(
    'contract %j is missing',
    (contract) => {
      expect(missingFields({ contract, form: aForm({ contract: undefined }) }).required).toEqual(['contract'])
    },
  )

  test('a contract of the customer is taken, with blanks around it too', () => {
    expect(missing({ contract: undefined }, ' SA0099999 ').required).toEqual([])
  })

  test("the form's own contract must hold if it is there", () => {
    expect(missing({ contract: ' ' }).required).toEqual(['contract'])
    expect(missing({ contract: undefined }).required).toEqual([])
  })
})

describe('INTAKE-REQ: preferred', () => {
  test.each(['customerRef', 'orderNo', 'invoiceNo', 'serialNo', 'email'])('%s warns and never blocks', (field) => {
    expect(missing({ [field]: ' ' })).toEqual({ required: [], preferred: [field] })
  })

  test('a malformed address counts as missing', () => {
    expect(missing({ email: 'kari@' }).preferred).toEqual(['email'])
  })

  test('INTAKE-SECRET: only an Apple unit is asked for its passcode', () => {
    expect(missing({ passcode: '' }).preferred).toEqual(['passcode'])
    expect(missing({ passcode: '', contract: HP }, HP).preferred).toEqual([])
  })
})

test('what a form inherits is not filled in', () => {
  const form = Object.create(aForm()) as Record<string, unknown>
  expect(missingFields({ contract: APPLE, form }).required).toContain('contactName')
})

test.each<[string, unknown, unknown]>([
  ['contract', null, {}],
  ['contract', 11807, {}],
  ['contract', undefined, {}],
  ['form', APPLE, null],
  ['form', APPLE, []],
  ['form', APPLE, 'text'],
])('bad %s is refused: %j', (field, contract, form) => {
  expect(() => missingFields({ contract: contract as string, form: form as Record<string, unknown> })).toThrow(
    expect.objectContaining({ name: 'RuleInputError', field }),
  )
})

describe('e-mail addresses', () => {
  test.each([
    'a@b.no',
    'kari.nordmann+sak@sub.example.com',
    'post@blåbær.no',
    'x@xn--blbr-roah.no',
    " o'neil@example.org ",
  ])('%s is one', (text) => {
    expect(isEmailAddress(text)).toBe(true)
  })

  test.each([
    '',
    'kari',
    '@example.no',
    'kari@',
    'kari@example',
    'kari@@example.no',
    'kari@ex ample.no',
    'kari nordmann@example.no',
    '.kari@example.no',
    'kari.@example.no',
    'ka..ri@example.no',
    'kari@example..no',
    'kari@.no',
    'kari@-example.no',
    'kari@example.n',
    'kari@example.no.',
    'kari@127.0.0.1',
    'a@b.no, c@d.no',
    'Kari <kari@example.no>',
    `${'a'.repeat(65)}@example.no`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.no`,
  ])('%s is none', (text) => {
    expect(isEmailAddress(text)).toBe(false)
  })
})
