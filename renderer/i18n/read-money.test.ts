import { expect, test } from 'vitest'
import { readMoney, writeMoney } from './read-money.ts'

test.each([
  ['450', 45000],
  ['450,5', 45050],
  ['450.50', 45050],
  ['1 200', 120000],
  ['1\u00a0200,25 kr', 120025],
  ['450,-', 45000],
  ['0', 0],
])('%s is %i øre', (text, minor) => expect(readMoney(text)).toBe(minor))

test.each(['', 'abc', '4,505', '1.200,50', '-450', '45000000'])('%j is no amount', (text) =>
  expect(readMoney(text)).toBeNull(),
)

test.each([45000, 45050, 1, 120025])('%i øre is written so that it reads back', (minor) =>
  expect(readMoney(writeMoney(minor))).toBe(minor),
)
