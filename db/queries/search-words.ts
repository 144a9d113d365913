import type { ReadDb } from '../client.ts'
import { pagesOf } from './search-size.ts'
import { allOf, asRowid, END, type Source, sifted } from './search-source.ts'
import { folded, hasWord, wordsIn } from './search-text.ts'

/**
 * Cases that contain every word, each as the beginning of one.
 *
 * FTS5 walks the prefixes that it indexes (two and three letters) as lazily as a word. For a longer prefix it first gathers every
 * place of every word that begins so: nothing for most, a fifth of a second for one that a quarter of a million cases contain. So:
 *   - words that take little of the index are asked for as they are; the others are looked for in the text of what these find
 *   - when all take much, they are frequent: candidates come lazily by their first letters, in windows from the newest case on
 * @param cheapPages how much of the index is little
 */
export function wordSource(db: ReadDb, text: string, cheapPages = CHEAP_PAGES): Source | null {
  const words = wordsIn(text)
  if (words.length === 0) return null
  const cheap = words.filter((word) => isCheap(db, word, cheapPages))
  const rest = words.filter((word) => !cheap.includes(word))
  const query = cheap.map(prefixOf).join(' ')
  if (cheap.length > 0 && rest.length === 0) return ({ below, limit }) => allOf(ridsOf(db, query, below, limit), limit)
  if (cheap.length > 0) return sifted((below) => fewest(db, query, below), hasAll(rest))
  const letters = words.filter((word) => word.length > 1).map((word) => prefixOf(first(word, INDEXED)))
  if (letters.length === 0) return null
  return sifted((below) => window(db, letters.join(' '), below), hasAll(words))
}

/** The longest prefix that the index keeps. */
const INDEXED = 3
/** Gathering this much of the index takes some milliseconds. */
const CHEAP_PAGES = 48
/** Cases whose text is read in one turn, and cases that a window reaches over. */
const TURN = 150
const WINDOW = 5000

const first = (word: string, letters: number): string => [...word].slice(0, letters).join('')
const prefixOf = (word: string): string => `"${word}"*`

function isCheap(db: ReadDb, word: string, cheapPages: number): boolean {
  const letters = [...word].length
  if (letters === 1) return false
  const index = letters === 2 ? 1 : letters === 3 ? 2 : 0
  return pagesOf(db, index, word) < cheapPages
}

type WithText = { readonly rid: number; readonly text: string }
const hasAll =
  (words: readonly string[]) =>
  ({ text }: WithText): boolean => {
    const said = folded(text)
    return words.every((word) => hasWord(said, word))
  }

export const WORD_SQL =
  'select rowid as rid from case_text where case_text match ? and rowid < ? order by rowid desc limit ?'

const ridsOf = (db: ReadDb, query: string, below: number, limit: number): number[] =>
  db.all<{ rid: number }>(WORD_SQL, query, asRowid(below), limit).map(({ rid }) => rid)

const TEXT = `c.rid, concat_ws(char(10), c.product_name, c.fault_description, c.contact_name, c.service_location, c.email,
  c.customer_ref, c.order_no, c.invoice_no, c.local_ref, c.finding) as text`

export const FEWEST_SQL = `select ${TEXT} from
  (select rowid as hit from case_text where case_text match ? and rowid < ? order by rowid desc limit ?)
  cross join service_case c on c.rid = hit`
export const WINDOW_SQL = `select ${TEXT} from
  (select rowid as hit from case_text where case_text match ? and rowid < ? and rowid >= ? order by rowid desc limit ?)
  cross join service_case c on c.rid = hit`

function fewest(db: ReadDb, query: string, below: number) {
  const candidates = db.all<WithText>(FEWEST_SQL, query, asRowid(below), TURN)
  return { candidates, floor: candidates.length < TURN ? END : (candidates.at(-1)?.rid ?? END) }
}

/** Candidates in the next so many cases. The bound below matters: without it, FTS5 goes on until the words meet. */
function window(db: ReadDb, query: string, below: number) {
  const lowest = db.value<number>(
    `select rid from service_case where rid < ? order by rid desc limit 1 offset ${WINDOW - 1}`,
    below,
  )
  const candidates = db.all<WithText>(WINDOW_SQL, query, asRowid(below), asRowid(lowest ?? END), TURN)
  return { candidates, floor: candidates.length < TURN ? (lowest ?? END) : (candidates.at(-1)?.rid ?? END) }
}
