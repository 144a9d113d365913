import type { SearchHit, SearchPage } from '#shared/contract/views.ts'
import { readCaseNumber } from '#shared/domain/rules/index.ts'
import type { ReadDb } from '../client.ts'
import { compactCode } from '../search-codes.ts'
import { type FoundItem, LIST_COLUMNS, LIST_JOINS, toItem } from './list-item.ts'
import { beginningSource } from './search-beginnings.ts'
import { codeSearch, codesIn } from './search-codes.ts'
import { customerSource } from './search-customers.ts'
import { matchesElsewhere } from './search-elsewhere.ts'
import { itemsOf, type SearchedItem } from './search-items.ts'
import { END, START, type Source } from './search-source.ts'
import { wordSource } from './search-words.ts'

type SearchQuery = {
  readonly text: string
  readonly limit: number
  /** `more` of the page before. */
  readonly after: string | null
  /** Time is up: the page ends with what has been found. */
  readonly isLate: () => boolean
}

/**
 * One field for everything a caller may say. First what is exact (a case number, a whole serial or phone), then everything else
 * newest first: fragments of serials and phones, beginnings of words, cases of a customer. Nothing is ranked: that costs as much as
 * there are matches. A page may be short of its limit, or empty, with more to come: it says how far it looked, and the next goes
 * on from there. A case that a page before gave may come again at its place among the newest.
 */
export function searchCases(db: ReadDb, { text, limit, after, isLate }: SearchQuery): SearchPage {
  const codes = codesIn(text)
  const byCode = codeSearch(db, codes)
  const hits = after === null ? exactHits(db, text, codes, byCode?.exact ?? []) : []
  const found = newest(sourcesOf(db, text, byCode?.source), { below: readCursor(after), limit, isLate })
  const taken = new Set(hits.map(({ id }) => id))
  for (const item of itemsOf(db, found.rids)) if (!taken.has(item.id)) hits.push(toHit(item, codes))
  return { hits: withReasons(db, text, hits), more: found.floor === END ? null : String(found.floor) }
}

/** With where the words stand, for those whose row would not show why they were found. */
function withReasons(db: ReadDb, text: string, hits: readonly SearchHit[]): SearchHit[] {
  const byText = hits.filter(({ by }) => by === 'text')
  const elsewhere = matchesElsewhere(db, text, byText)
  return hits.map((hit) => ({ ...hit, elsewhere: elsewhere.get(hit.id) ?? null }))
}

/** The ways in which a case can match a text; `byCode`: the one of serials and phones. */
export const sourcesOf = (db: ReadDb, text: string, byCode: Source | undefined): readonly Source[] =>
  [beginningSource(db, text), byCode, wordSource(db, text), customerSource(db, text)].filter(
    (source) => source !== null && source !== undefined,
  )

/** Merges the sources as far down as each of them has come. */
export function newest(sources: readonly Source[], q: Parameters<Source>[0]): ReturnType<Source> {
  const found = sources.map((source) => source(q))
  const floor = Math.max(END, ...found.map((one) => one.floor))
  const rids = [...new Set(found.flatMap((one) => one.rids))].filter((rid) => rid >= floor).sort((a, b) => b - a)
  const page = rids.slice(0, q.limit)
  return { rids: page, floor: rids.length > q.limit ? (page.at(-1) ?? floor) : floor }
}

function readCursor(text: string | null): number {
  const rid = Number(text ?? START)
  return Number.isSafeInteger(rid) ? rid : START
}

function exactHits(db: ReadDb, text: string, codes: readonly string[], exact: readonly number[]): SearchHit[] {
  const hits = new Map<string, SearchHit>()
  const number = numberIn(text)
  if (number !== null)
    for (const item of byNumber(db, number.number))
      hits.set(item.id, { ...toItem(item), by: number.by, code: null, elsewhere: null })
  for (const item of itemsOf(db, exact)) if (!hits.has(item.id)) hits.set(item.id, toHit(item, codes))
  return [...hits.values()]
}

/** With its check digit, or the seven digits (or fewer) alone: then it may be misheard, and the hit says so. */
export function numberIn(text: string): { number: number; by: 'number' | 'number-unchecked' } | null {
  const read = readCaseNumber(text)
  if (read.ok && read.number !== null) return { number: read.number, by: 'number' }
  const digits = text.trim().replaceAll(/[\s-]/g, '')
  return /^[0-9]{1,7}$/.test(digits) && Number(digits) > 0 ? { number: Number(digits), by: 'number-unchecked' } : null
}

const byNumber = (db: ReadDb, number: number): FoundItem[] =>
  db.all<FoundItem>(
    `select ${LIST_COLUMNS} from service_case c ${LIST_JOINS} where c.number = ? and c.number is not null`,
    number,
  )

function toHit({ codes: own, open: _open, ...item }: SearchedItem, codes: readonly string[]): SearchHit {
  const code = own.split('\n').find((one) => codes.some((sought) => one.includes(sought))) ?? null
  return { ...toItem(item), by: code === null ? 'text' : kindOf(code, item.serialNo), code, elsewhere: null }
}

/** A phone is digits alone; so may be a serial. */
const kindOf = (code: string, serialNo: string | null): 'serial' | 'phone' =>
  /^\d+$/.test(code) && (serialNo === null || code !== compactCode(serialNo)) ? 'phone' : 'serial'
