import { expect, test } from 'vitest'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { numberWithin, readNumber } from './read-number.ts'

const SERIAL = 1_042_773
const NUMBER = caseNumber({ serial: SERIAL })

test('SOS-2: a number with its check digit is sure, without it it is marked', () => {
  expect(readNumber(NUMBER)).toEqual({ kind: 'number', serial: SERIAL, checked: true })
  expect(readNumber('1042 773')).toEqual({ kind: 'number', serial: SERIAL, checked: false })
  expect(readNumber('#42')).toEqual({ kind: 'number', serial: 42, checked: false })
})

test('SOS-2: a wrong check digit and a number too long are told apart', () => {
  const wrong = NUMBER.slice(0, -1) + String((Number(NUMBER.at(-1)) + 1) % 10)
  expect(readNumber(wrong)).toEqual({ kind: 'wrong', problem: 'check-digit' })
  expect(readNumber('123456789')).toEqual({ kind: 'wrong', problem: 'length' })
  expect(readNumber('C02ZW1')).toEqual({ kind: 'none' })
})

test.each([
  NUMBER,
  ` ${NUMBER.replace(' ', '')}\n`,
  `Re: sak ${NUMBER.replace(' ', '-')} – skjermen`,
  `skranke://case/${NUMBER.replace(' ', '%20')}`,
])('%j on the clipboard names the case', (text) => {
  expect(numberWithin(text)).toBe(SERIAL)
})

test.each(['', 'ingen her', '2026-11-22', '+47 912 34 567'])('%j names none', (text) => {
  expect(numberWithin(text)).toBeNull()
})
