import type { ReadDb } from '../client.ts'
import { quoted } from './search-codes.ts'
import { allOf, type Source } from './search-source.ts'

const CUSTOMERS = 5
const SHORTEST = 3

/** Cases of customers whose name or number contains the text; of a few customers, since more are no answer. */
export function customerSource(db: ReadDb, text: string): Source | null {
  if ([...text.trim()].length < SHORTEST) return null
  const ids = db
    .all<{ id: string }>(
      `select id from customer where rid in (select rowid from customer_find where customer_find match ? limit ${CUSTOMERS})`,
      quoted(text.trim()),
    )
    .map(({ id }) => id)
  if (ids.length === 0) return null
  return ({ below, limit }) => {
    const rids = ids.flatMap((id) => casesOf(db, id, below, limit)).sort((a, b) => b - a)
    return allOf(rids.slice(0, limit), limit)
  }
}

const casesOf = (db: ReadDb, customerId: string, below: number, limit: number): number[] =>
  db
    .all<{ rid: number }>(
      `select rid from service_case indexed by case_by_customer
       where customer_id = +? and customer_id is not null and rid < ? order by rid desc limit +?`,
      customerId,
      below,
      limit,
    )
    .map(({ rid }) => rid)
