import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangesIn, type ReadAs, shownFrom, soughtIn } from './search-marks.ts'
import { folded, hasWord } from './search-text.ts'

/** The text with what is marked in brackets. */
function marked(text: string, query: string, as: ReadAs = 'text'): string {
  const parts: string[] = []
  let from = 0
  for (const [start, end] of rangesIn(text, soughtIn(query), as)) {
    parts.push(text.slice(from, start), '[', text.slice(start, end), ']')
    from = end
  }
  return [...parts, text.slice(from)].join('')
}

test.each([
  ['Skjermen er svart, ny skjerm bestilt', 'skjerm', '[Skjerm]en er svart, ny [skjerm] bestilt'],
  ['Skärmen är svart', 'skarm', '[Skärm]en är svart'],
  ['Ska\u0308rmen a\u0308r svart', 'skärm', '[Ska\u0308rm]en a\u0308r svart'],
  ['Ge\u0301e', 'ge', '[Ge\u0301]e'],
  ['Prøvd på nytt', 'prøv på', '[Prøv]d [på] nytt'],
  ['Prøvd', 'prov', 'Prøvd'],
  ['Flatskjerm', 'skjerm', 'Flatskjerm'],
  ['MacBook Pro 14" M3', 'pro mac', '[Mac]Book [Pro] 14" M3'],
  ['iPad (10. generasjon)', '10 gen', 'iPad ([10]. [gen]erasjon)'],
  ['sa og sak og sakte', 'sa sak', '[sa] og [sak] og [sak]te'],
  ['Skjermen', 's', 'Skjermen'],
  ['Skjermen', '', 'Skjermen'],
  ['각 나', '각', '[각] 나'],
])('words: %j is marked for %j as %j', (text, query, expected) => {
  expect(marked(text, query)).toBe(expected)
})

test.each([
  ['Åse Quist', 'q', 'Åse [Q]uist'],
  ['Solberg & Dahl Arkitekter', 'dahl ark', 'Solberg & [Dahl Ark]itekter'],
  ['Nordfjord kommune', 'fjord', 'Nord[fjord] kommune'],
  ['Nordfjord kommune', 'fj', 'Nordfjord kommune'],
])('names: %j is marked for %j as %j', (text, query, expected) => {
  expect(marked(text, query, 'name')).toBe(expected)
})

test.each([
  ['C02-XK1 JXJGH5', 'xk1j', 'C02-[XK1 J]XJGH5'],
  ['c02xk1', 'C02 XK', '[c02xk]1'],
  ['+47 912 34 567', '91234567', '+47 [912 34 567]'],
  ['+47 912 34 567', '0047 912-34', '+[47 912 34] 567'],
  ['+46 70 123 45 67', '070-12', '+46 [70 12]3 45 67'],
  ['1042 7731', '1042773', '[1042 773]1'],
  ['1042 7731', '9', '1042 7731'],
])('codes: %j is marked for %j as %j', (text, query, expected) => {
  expect(marked(text, query, 'code')).toBe(expected)
})

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('skärm', 'ska\u0308rm', 'Prøvd', 'ÅSE', 'a', '-', '912', '34', 'ß', 'İ', '각', '𝒜b'))
    .map((parts) => parts.join(' ')),
)
const anyAs = fc.constantFrom<ReadAs>('text', 'name', 'code')

test('ranges are sorted, apart, not empty and inside the text, so that marking never changes it, whatever is asked for', () => {
  fc.assert(
    fc.property(anyText, anyText, anyAs, (text, query, as) => {
      let last = -1
      for (const [start, end] of rangesIn(text, soughtIn(query), as)) {
        expect(start).toBeGreaterThan(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        last = end
      }
      expect(marked(text, query, as).length).toBe(text.length + 2 * rangesIn(text, soughtIn(query), as).length)
    }),
    { numRuns: 1000 },
  )
})

test('a word is marked just where the search finds it: with accents or without, and nothing inside a word', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'e', 'é', 'å', 'ø', 'S', 's', ' ', '-', '1', 'e\u0301'),
    minLength: 1,
  })
  fc.assert(
    fc.property(letters, letters, (text, query) => {
      const sought = soughtIn(query)
      const longer = sought.words.filter((word) => word.length > 1)
      const matches = longer.some((word) => hasWord(folded(text), word))
      expect(rangesIn(text, sought, 'text').length > 0).toBe(matches)
      for (const [start, end] of rangesIn(text, sought, 'text'))
        expect(longer.some((word) => folded(text.slice(start, end)).startsWith(word))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('a text is shown from where its first match is seen, at a word, and from its beginning while that is enough', () => {
  const text = 'Starter ikke, bare svart skjerm og viftelyd'
  const from = (room: number) => text.slice(shownFrom(text, rangesIn(text, soughtIn('skjerm'), 'text'), room))
  expect(from(40)).toBe(text)
  expect(from(24)).toBe('svart skjerm og viftelyd')
  expect(from(8)).toBe('skjerm og viftelyd')
  expect(shownFrom(text, [], 5)).toBe(0)
})

test('what matched is seen wherever there is room for it', () => {
  fc.assert(
    fc.property(anyText, anyText, fc.nat(60), (text, query, room) => {
      const ranges = rangesIn(text, soughtIn(query), 'text')
      const from = shownFrom(text, ranges, room)
      const [first] = ranges
      if (first === undefined) return from === 0
      const [start, end] = first
      return from <= start && (end - from <= room || from === start)
    }),
  )
})
