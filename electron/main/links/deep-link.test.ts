import { expect, test } from 'vitest'
import { caseNumber } from '#shared/domain/case-number/case-number.ts'
import { linkAmong, parseDeepLink } from './deep-link.ts'

const ID = '0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
const NUMBER = caseNumber({ serial: 1_042_773 })

test('a link names a case by its number, grouped or not', () => {
  for (const written of [NUMBER.replace(' ', '%20'), NUMBER.replace(' ', '-'), NUMBER.replace(' ', '')])
    expect(parseDeepLink(`skranke://case/${written}`)).toEqual({ number: 1_042_773, caseId: null })
})
test('a link names a case by its id', () => {
  expect(parseDeepLink(`skranke://case/${ID.toUpperCase()}/`)).toEqual({ number: null, caseId: ID })
})
test.each([
  'skranke://case/',
  'skranke://case/12345678',
  'skranke://order/12345678',
  `skranke://case/${ID}/../x`,
  `skranke://case/${ID}?x=1`,
  'skranke://case/%zz',
  `https://case/${ID}`,
  'skranke://case/<script>',
])('%s is no link to a case', (text) => {
  expect(parseDeepLink(text)).toBeUndefined()
})
test('the link is found among the arguments of a second start', () => {
  expect(linkAmong(['/opt/skranke', '--flag', `skranke://case/${ID}`])).toEqual({ number: null, caseId: ID })
  expect(linkAmong(['/opt/skranke', '.'])).toBeUndefined()
})
