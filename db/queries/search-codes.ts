import { phoneSearchDigits } from '#shared/lib/phone.ts'
import type { ReadDb } from '../client.ts'
import { compactCode, phoneDigits } from '../search-codes.ts'
import { asRowid, END, type Source, sifted, START } from './search-source.ts'

/** `"…"` for FTS5: everything inside is taken as it is. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A fragment of less has no trigram. */
const SHORTEST = 3
/**
 * So much of the end of a code is asked of the index, the whole is compared with what it finds. The beginnings of phones and
 * serials are alike, and each trigram that many cases share costs the index as much as it has cases.
 */
const TAIL = 5
const TURN = 150

/** What a text may be among serials and phones, in the notation that is searched. */
export function codesIn(text: string): string[] {
  const wanted = new Set([compactCode(text)])
  if (/^[+0-9][0-9\s().\-/]*$/.test(text.trim())) {
    wanted.add(phoneSearchDigits(text))
    wanted.add(phoneDigits(text.trim()))
  }
  return [...wanted].filter((code) => code.length >= SHORTEST)
}

export const tailQuery = (codes: readonly string[]): string =>
  [...new Set(codes.map((code) => quoted([...code].slice(-TAIL).join(''))))].join(' OR ')

export type WithCodes = { readonly rid: number; readonly codes: string }

export const CODE_SQL = `select c.rid, c.codes from
  (select rowid as hit from case_code where case_code match ? and rowid < ? order by rowid desc limit +?)
  cross join service_case c on c.rid = hit`

const candidatesOf = (db: ReadDb, codes: readonly string[], below: number, limit: number): WithCodes[] =>
  db.all<WithCodes>(CODE_SQL, tailQuery(codes), asRowid(below), limit)

const isOneOf =
  (codes: readonly string[]) =>
  (found: WithCodes): boolean =>
    found.codes.split('\n').some((code) => codes.includes(code))

export type CodeSearch = {
  /** Cases with just this serial or phone, newest first. */
  readonly exact: readonly number[]
  /** Cases one of whose serials or phones contains one of the codes. */
  readonly source: Source
}

export function codeSearch(db: ReadDb, codes: readonly string[]): CodeSearch | null {
  if (codes.length === 0) return null
  const newest = candidatesOf(db, codes, START, TURN)
  return {
    exact: newest.filter(isOneOf(codes)).map(({ rid }) => rid),
    source: sifted(
      (below) => {
        const candidates = below === START ? newest : candidatesOf(db, codes, below, TURN)
        return { candidates, floor: candidates.length < TURN ? END : (candidates.at(-1)?.rid ?? END) }
      },
      (candidate) => codes.some((code) => candidate.codes.includes(code)),
    ),
  }
}

/** Cases with just one of these serials or phones, newest first, among the newest `reach` that end like them. */
export const withCode = (db: ReadDb, codes: readonly string[], reach: number): number[] =>
  codes.length === 0
    ? []
    : candidatesOf(db, codes, START, reach)
        .filter(isOneOf(codes))
        .map(({ rid }) => rid)
