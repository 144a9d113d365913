import type { ReadDb } from '../client.ts'
import { END, type Source, sifted } from './search-source.ts'
import { folded, hasWord } from '#shared/lib/search-text.ts'

const TURN = 400
const DIGITS = 7

type Named = { readonly rid: number; readonly number: number | null; readonly names: string }

export const NAMES_SQL = `select c.rid, c.number, concat_ws(char(10), c.contact_name, cu.name, c.serial_no) as names
  from service_case c left join customer cu on cu.id = c.customer_id where c.rid < ? order by c.rid desc limit +?`

/**
 * One character finds numbers, names and serials that begin with it. Nearly every page of cases has some, so they are read from the
 * newest on; no index is kept for that.
 */
export function beginningSource(db: ReadDb, text: string): Source | null {
  const [one, ...more] = [...folded(text.trim())]
  if (one === undefined || more.length > 0 || !/[\p{L}\p{N}]/u.test(one)) return null
  return sifted(
    (below) => {
      const candidates = db.all<Named>(NAMES_SQL, below, TURN)
      return { candidates, floor: candidates.length < TURN ? END : (candidates.at(-1)?.rid ?? END) }
    },
    ({ number, names }) =>
      (number !== null && String(number).padStart(DIGITS, '0').startsWith(one)) || hasWord(folded(names), one),
  )
}
