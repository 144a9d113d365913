/**
 * Where in a shown text stands what a search asked for. Text and query are read as the search reads them (`search-text.ts`, and
 * `db/search-codes.ts` for serials and phones), so that what is marked is what matched.
 */
import { folded, wordPlaces, wordsIn } from './search-text.ts'

/** A part of a text: UTF-16 places, the end exclusive. */
export type Range = readonly [start: number, end: number]

export type Sought = {
  /** Beginnings of words. */
  readonly words: readonly string[]
  /** The query as part of a name; null when it is too short to be looked for inside words. */
  readonly part: string | null
  /** The query as a fragment of a number, a serial or a phone: capitals and digits alone, the most of it first. */
  readonly codes: readonly string[]
}

/** How a text is compared: a name is found by its middle too; in other words one letter alone says nothing. */
export type ReadAs = 'text' | 'name' | 'code'

const SHORTEST_PART = 3

export function soughtIn(query: string): Sought {
  const text = query.trim().normalize('NFC')
  const code = compacted(text).text
  // A phone may be said with the zeros of a trunk or of going abroad, which are not kept.
  const digits = /^\d+$/.test(code) ? code.replace(/^0+/, '') : ''
  return {
    words: [...new Set(wordsIn(text))],
    part: [...text].length < SHORTEST_PART ? null : folded(text),
    codes: [...new Set([code, digits])].filter((one) => one !== ''),
  }
}

/** What of a text matches: sorted, apart from each other, each of whole characters. */
export function rangesIn(text: string, { words, part, codes }: Sought, as: ReadAs): readonly Range[] {
  if (as === 'code') {
    const places = compacted(text)
    const code = codes.find((one) => places.text.includes(one))
    return code === undefined ? [] : [rangeAt(places, places.text.indexOf(code), code.length)]
  }
  const places = LATIN.test(text) ? { text: folded(text), of: null } : placesOf(text, folded)
  const found = words
    .filter((word) => as === 'name' || [...word].length > 1)
    .flatMap((word) => wordPlaces(places.text, word).map((at) => rangeAt(places, at, word.length)))
  const inside = as === 'name' && part !== null ? places.text.indexOf(part) : -1
  return apart(inside < 0 || part === null ? found : [...found, rangeAt(places, inside, part.length)])
}

/**
 * Where a text that has room for so many characters is shown from, so that what matched is seen: at the beginning of a word, with
 * some of what stands before; 0 while it is seen anyway.
 */
export function shownFrom(text: string, ranges: readonly Range[], room: number): number {
  const [first] = ranges
  if (first === undefined || first[1] <= room) return 0
  const [start, end] = first
  const before = Math.max(0, Math.floor((room - (end - start)) / 3))
  const space = text.indexOf(' ', Math.max(0, start - before - 1))
  return space >= 0 && space < start ? space + 1 : start
}

/** A text in another notation, and which part of the text each of its characters stands for; null where that is the same place. */
type Places = { readonly text: string; readonly of: readonly Range[] | null }

/** Letters of these blocks fold one to one. */
const LATIN = /^[\n\u0020-\u024f]*$/

const IN_CODE = /[\p{L}\p{N}]/u
const compacted = (text: string): Places =>
  placesOf(text, (one) => [...one.toUpperCase()].filter((character) => IN_CODE.test(character)).join(''))

const OVER_ANOTHER = /\p{M}/u

function placesOf(text: string, notation: (character: string) => string): Places {
  const of: Range[] = []
  let whole = ''
  let place = 0
  for (const character of text) {
    const one = notation(character)
    const end = place + character.length
    for (let i = 0; i < one.length; i++) of.push([place, end])
    const last = of.at(-1)
    // An accent that stands alone belongs to the letter before.
    if (one === '' && last?.[1] === place && OVER_ANOTHER.test(character)) of[of.length - 1] = [last[0], end]
    whole += one
    place = end
  }
  return { text: whole, of }
}

function rangeAt({ of }: Places, start: number, length: number): Range {
  return of === null ? [start, start + length] : [of[start]?.[0] ?? 0, of[start + length - 1]?.[1] ?? 0]
}

function apart(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = joined.at(-1)
    if (before === undefined || start > before[1]) joined.push([start, end])
    else joined[joined.length - 1] = [before[0], Math.max(before[1], end)]
  }
  return joined
}
