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
  (select rowid as hit from case_code where case_code match ? and rowid < ? order by rowid desc limit ?)
  cross join service_case c on c.rid = hit`

/** Cases one of whose serials or phones contains one of the codes. */
export function codeSource(db: ReadDb, codes: readonly string[]): Source | null {
  if (codes.length === 0) return null
  const query = tailQuery(codes)
  return sifted(
    (below) => {
      const candidates = db.all<WithCodes>(CODE_SQL, query, asRowid(below), TURN)
      return { candidates, floor: candidates.length < TURN ? END : (candidates.at(-1)?.rid ?? END) }
    },
    (candidate) => codes.some((code) => candidate.codes.includes(code)),
  )
}

/** Cases with just this serial or phone, newest first, among the newest `reach` that end like it. */
export function withCode(db: ReadDb, codes: readonly string[], reach: number): number[] {
  if (codes.length === 0) return []
  return db
    .all<WithCodes>(CODE_SQL, tailQuery(codes), asRowid(START), reach)
    .filter((found) => found.codes.split('\n').some((code) => codes.includes(code)))
    .map(({ rid }) => rid)
}
