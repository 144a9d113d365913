import type { CaseListItem } from '#shared/contract/views.ts'
import type { ReadDb } from '../client.ts'
import { compactCode, phoneDigits } from '../search-codes.ts'
import { toItem } from './list-item.ts'
import { withCode } from './search-codes.ts'
import { itemsOf } from './search-items.ts'

const RELATED = 10
/** Of one serial or phone there are few open cases among this many. */
const REACH = 60
const SHORTEST = 4

/** Open cases with the same serial or the same phone, newest first; `except` is the case that asks. */
export function openDuplicates(
  db: ReadDb,
  q: { serialNo: string | null; phones: readonly (string | null)[]; except: string | null },
): CaseListItem[] {
  const codes = [
    q.serialNo === null ? '' : compactCode(q.serialNo),
    ...q.phones.map((phone) => (phone === null ? '' : phoneDigits(phone))),
  ].filter((code) => code.length >= SHORTEST)
  return itemsOf(db, withCode(db, codes, REACH))
    .filter((item) => item.open === 1 && item.id !== q.except)
    .slice(0, RELATED)
    .map(({ codes: _codes, open: _open, ...item }) => toItem(item))
}
