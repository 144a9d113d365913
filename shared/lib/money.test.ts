import { expect, test } from 'vitest'
import { type Currency, formatMoney, type Locale } from './money.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-')

test.each<[number, Locale, Currency, string]>([
  [45000, 'nb', 'NOK', '450 kr'],
  [45000, 'sv', 'SEK', '450 kr'],
  [45000, 'sv', 'NOK', '450 NOK'],
  [1900, 'nb', 'SEK', '19 SEK'],
  [45000, 'en', 'NOK', 'NOK 450'],
  [45050, 'nb', 'NOK', '450,50 kr'],
  [45050, 'en', 'NOK', 'NOK 450.50'],
  [123456789, 'nb', 'NOK', '1 234 567,89 kr'],
  [123456700, 'en', 'NOK', 'NOK 1,234,567'],
  [0, 'nb', 'NOK', '0 kr'],
  [-45000, 'nb', 'NOK', '-450 kr'],
])('%i øre in %s as %s is %s', (amount, locale, currency, expected) => {
  expect(plain(formatMoney(amount, locale, currency))).toBe(expected)
})

test('the amount and its unit stay on one line', () => {
  expect(formatMoney(4500000, 'nb')).toBe('45\u00a0000\u00a0kr')
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no amount', (amount) => {
  expect(() => formatMoney(amount, 'nb')).toThrow(RangeError)
})
