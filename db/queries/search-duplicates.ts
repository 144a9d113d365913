import type { CaseListItem } from '#shared/contract/views.ts'
import type { ReadDb } from '../client.ts'
import { compactCode, phoneDigits } from '../search-codes.ts'
import { type FoundItem, LIST_COLUMNS, LIST_JOINS, toItem } from './list-item.ts'
import { withCode } from './search-codes.ts'

const RELATED = 10
/** Of one serial or phone there are few open cases among this many. */
const REACH = 60
const SHORTEST = 4

const OPEN_SQL = `select ${LIST_COLUMNS} from service_case c ${LIST_JOINS} where c.rid = ? and c.open = 1`

/** Open cases with the same serial or the same phone, newest first; `except` is the case that asks. */
export function openDuplicates(
  db: ReadDb,
  q: { serialNo: string | null; phones: readonly (string | null)[]; except: string | null },
): CaseListItem[] {
  const codes = [
    q.serialNo === null ? '' : compactCode(q.serialNo),
    ...q.phones.map((phone) => (phone === null ? '' : phoneDigits(phone))),
  ].filter((code) => code.length >= SHORTEST)
  return withCode(db, codes, REACH)
    .flatMap((rid) => db.get<FoundItem>(OPEN_SQL, rid) ?? [])
    .filter((item) => item.id !== q.except)
    .slice(0, RELATED)
    .map(toItem)
}
