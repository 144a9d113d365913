import type { CaseListItem, SearchHit } from '#shared/contract/views.ts'
import { readCaseNumber } from '#shared/domain/rules/index.ts'
import { phoneSearchDigits } from '#shared/lib/phone.ts'
import type { Bind, ReadDb } from '../client.ts'
import { compactCode, phoneDigits } from '../search-codes.ts'
import { type FoundItem, LIST_COLUMNS, LIST_JOINS, toItem } from './list-item.ts'

/**
 * One field for everything a caller may say. In the order of how sure the answer is: a case number, a serial or phone fragment,
 * words; each newest first, none ranked (ranking an unbounded set costs seconds, newest first a fraction of a millisecond).
 */
export function searchCases(db: ReadDb, text: string, limit: number): SearchHit[] {
  const hits = new Map<string, SearchHit>()
  const add = (found: readonly FoundItem[], by: (item: FoundItem) => SearchHit['by']): void => {
    for (const item of found) {
      if (hits.size < limit && !hits.has(item.id)) hits.set(item.id, { ...toItem(item), by: by(item) })
    }
  }
  const number = numberIn(text)
  if (number !== null) add(byNumber(db, number.number), () => number.by)
  add(byCode(db, text, limit), (item) => codeKind(item, text))
  if (hits.size < limit) add(byWords(db, text, limit), () => 'text')
  if (hits.size < limit) add(byCustomer(db, text, limit), () => 'text')
  return [...hits.values()]
}

/** With its check digit, or the seven digits (or fewer) alone: then it may be misheard, and the hit says so. */
export function numberIn(text: string): { number: number; by: 'number' | 'number-unchecked' } | null {
  const read = readCaseNumber(text)
  if (read.ok && read.number !== null) return { number: read.number, by: 'number' }
  const digits = text.trim().replaceAll(/[\s-]/g, '')
  return /^[0-9]{1,7}$/.test(digits) && Number(digits) > 0 ? { number: Number(digits), by: 'number-unchecked' } : null
}

function byNumber(db: ReadDb, number: number): FoundItem[] {
  return db.all<FoundItem>(
    `select ${LIST_COLUMNS} from service_case c ${LIST_JOINS} where c.number = ? and c.number is not null`,
    number,
  )
}

/** `"…"` for FTS5: everything inside is taken as it is. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** What to look for among serials and phones; fragments of less than three characters have no trigram. */
export function codeQuery(text: string): string | null {
  const wanted = new Set([compactCode(text)])
  if (/^[+0-9][0-9\s().\-/]*$/.test(text.trim())) {
    wanted.add(phoneSearchDigits(text))
    wanted.add(phoneDigits(text.trim()))
  }
  const usable = [...wanted].filter((code) => code.length >= 3)
  return usable.length === 0 ? null : usable.map(quoted).join(' OR ')
}

export const CODE_SQL = `select ${LIST_COLUMNS} from
  (select rowid as hit from case_code where case_code match ? order by rowid desc limit ?)
  cross join service_case c on c.rid = hit ${LIST_JOINS}`

function byCode(db: ReadDb, text: string, limit: number): FoundItem[] {
  const query = codeQuery(text)
  return query === null ? [] : db.all<FoundItem>(CODE_SQL, query, limit)
}

const codeKind = (item: CaseListItem, text: string): 'serial' | 'phone' =>
  item.serialNo !== null && compactCode(item.serialNo).includes(compactCode(text)) ? 'serial' : 'phone'

/** Every word must be there; the last may be the beginning of one, the others too from two letters on. */
export function wordQuery(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? null : words.map((word) => `${quoted(word)}*`).join(' ')
}

export const WORD_SQL = `select ${LIST_COLUMNS} from
  (select rowid as hit from case_text where case_text match ? order by rowid desc limit ?)
  cross join service_case c on c.rid = hit ${LIST_JOINS}`

function byWords(db: ReadDb, text: string, limit: number): FoundItem[] {
  const query = wordQuery(text)
  return query === null ? [] : db.all<FoundItem>(WORD_SQL, query, limit)
}

const CUSTOMERS = 5

function byCustomer(db: ReadDb, text: string, limit: number): FoundItem[] {
  if (text.trim().length < 3) return []
  const customers = db.all<{ id: string }>(
    `select id from customer where rid in (select rowid from customer_find where customer_find match ? limit ${CUSTOMERS})`,
    quoted(text.trim()),
  )
  return customers.flatMap(({ id }) => casesOfCustomer(db, id, limit))
}

const casesOfCustomer = (db: ReadDb, customerId: string, limit: number): FoundItem[] =>
  db.all<FoundItem>(
    `select ${LIST_COLUMNS} from service_case c indexed by case_by_customer ${LIST_JOINS}
     where c.customer_id = ? and c.customer_id is not null order by c.rid desc limit ?`,
    customerId,
    limit,
  )

const RELATED = 10
/** Of one serial or phone there are few open cases among this many. */
const LOOK_AT = 60

/** Open cases with the same serial or the same phone, newest first; `except` is the case that asks. */
export function openDuplicates(
  db: ReadDb,
  q: { serialNo: string | null; phones: readonly (string | null)[]; except: string | null },
): CaseListItem[] {
  const wanted = [
    q.serialNo === null ? '' : compactCode(q.serialNo),
    ...q.phones.map((p) => (p === null ? '' : phoneDigits(p))),
  ]
  const codes = wanted.filter((code) => code.length >= 4)
  if (codes.length === 0) return []
  const params: Bind[] = [codes.map(quoted).join(' OR '), LOOK_AT]
  return db
    .all<FoundItem & { codes: string; open: number }>(
      CODE_SQL.replace('select c.rid', 'select c.codes, c.open, c.rid'),
      ...params,
    )
    .filter((item) => item.open === 1 && item.id !== q.except)
    .filter((item) => item.codes.split('\n').some((code) => codes.includes(code)))
    .slice(0, RELATED)
    .map(({ codes: _codes, open: _open, ...item }) => toItem(item))
}
