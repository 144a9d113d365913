import { secondRid } from '../case-rid.ts'
import type { ReadDb } from '../client.ts'
import { pagesOf } from './search-size.ts'
import { allOf, asRowid, END, type Source, START, sifted } from './search-source.ts'
import { folded, hasWord, wordsIn } from '#shared/lib/search-text.ts'

/**
 * Cases that contain every word, each as the beginning of one.
 *
 * FTS5 walks the prefixes that it indexes (two and three letters) as lazily as a word. For a longer prefix it first gathers every
 * place of every word that begins so: nothing for most, a fifth of a second for one that a quarter of a million cases contain. So:
 *   - rare words are asked for as they are; frequent ones are looked for in the text of what these find
 *   - when all are frequent, candidates come lazily by their first letters, in windows from the newest case on
 * @param cheapPages a word that takes less of the index is rare
 */
export function wordSource(db: ReadDb, text: string, cheapPages = CHEAP_PAGES): Source | null {
  const words = wordsIn(text)
  const [only] = words
  if (only === undefined) return null
  if (words.length === 1 && [2, INDEXED].includes([...only].length)) return direct(db, [only])
  const rare = words.filter((word) => [...word].length > 1 && !isFrequent(db, word, cheapPages))
  const rest = words.filter((word) => !rare.includes(word))
  if (rare.length > 0 && rest.length === 0) return direct(db, rare)
  if (rare.length > 0) return sifted((below) => fewest(db, rare.map(prefixOf).join(' '), below), hasAll(rest))
  const letters = words.filter((word) => [...word].length > 1).map(lettersOf)
  if (letters.length === 0) return null
  return sifted(inWindows(db, letters.join(' ')), hasAll(words))
}

const direct =
  (db: ReadDb, words: readonly string[]): Source =>
  ({ below, limit }) =>
    allOf(ridsOf(db, words.map(prefixOf).join(' '), below, limit), limit)

/** The longest prefix that the index keeps. */
const INDEXED = 3
/** Gathering this much of the index takes some milliseconds. */
const CHEAP_PAGES = 48
/** The share of the cases with its first letters from which on a word is frequent. */
const FREQUENT = 0.05
/** So many cases tell whether a word is frequent. */
const PROBE = 60
/** Cases whose text is read in one turn. */
const TURN = 150
const WEEK_RIDS = secondRid(7 * 86_400_000) - secondRid(0)
/** The first turn is for what fills a page at once; to begin another costs as much as some hundred cases. */
const LONGEST_TURN = 600
/** A window reaches over so many rowids, about three weeks; where it holds little, the next reaches further. */
const WINDOW = 3 * WEEK_RIDS
const WIDEST = 8 * WINDOW

const prefixOf = (word: string): string => `"${word}"*`
const lettersOf = (word: string): string => prefixOf([...word].slice(0, INDEXED).join(''))

/**
 * The size in the index may be that of a neighbour on the same page, so that what seems frequent is looked at: a word that few of
 * the newest cases with its first letters contain is not.
 */
function isFrequent(db: ReadDb, word: string, cheapPages: number): boolean {
  const letters = [...word].length
  if (letters <= INDEXED) return pagesOf(db, letters === 2 ? 1 : 2, word) >= cheapPages
  if (pagesOf(db, 0, word) < cheapPages) return false
  const newest = db.all<WithText>(FEWEST_SQL, lettersOf(word), asRowid(START), PROBE)
  return newest.filter(hasAll([word])).length >= newest.length * FREQUENT
}

type WithText = { readonly rid: number; readonly text: string }
const hasAll =
  (words: readonly string[]) =>
  ({ text }: WithText): boolean => {
    const said = folded(text)
    return words.every((word) => hasWord(said, word))
  }

export const WORD_SQL =
  'select rowid as rid from case_text where case_text match ? and rowid < ? order by rowid desc limit +?'

const ridsOf = (db: ReadDb, query: string, below: number, limit: number): number[] =>
  db.all<{ rid: number }>(WORD_SQL, query, asRowid(below), limit).map(({ rid }) => rid)

const TEXT = `c.rid, concat_ws(char(10), c.product_name, c.fault_description, c.contact_name, c.service_location, c.email,
  c.customer_ref, c.order_no, c.invoice_no, c.local_ref, c.finding) as text`

export const FEWEST_SQL = `select ${TEXT} from
  (select rowid as hit from case_text where case_text match ? and rowid < ? order by rowid desc limit +?)
  cross join service_case c on c.rid = hit`
const ENDS_SQL = 'select (select min(rid) from service_case) as least, (select max(rid) from service_case) as most'
export const WINDOW_SQL = `select ${TEXT} from
  (select rowid as hit from case_text where case_text match ? and rowid < ? and rowid >= ? order by rowid desc limit +?)
  cross join service_case c on c.rid = hit`

function fewest(db: ReadDb, query: string, below: number) {
  const candidates = db.all<WithText>(FEWEST_SQL, query, asRowid(below), TURN)
  return { candidates, floor: candidates.length < TURN ? END : (candidates.at(-1)?.rid ?? END) }
}

/** Candidates below a rowid, window by window. The lower bound matters: without it, FTS5 goes on until the words meet. */
function inWindows(db: ReadDb, query: string) {
  const ends = db.get<{ least: number | null; most: number | null }>(ENDS_SQL)
  const least = ends?.least ?? END
  let width = WINDOW
  let turn = TURN
  return (below: number) => {
    const top = Math.min(below, (ends?.most ?? END) + 1)
    const lowest = top - width
    const candidates = db.all<WithText>(WINDOW_SQL, query, asRowid(top), asRowid(lowest), turn)
    const full = candidates.length === turn
    turn = LONGEST_TURN
    if (full) return { candidates, floor: candidates.at(-1)?.rid ?? END }
    if (candidates.length < LONGEST_TURN / 2) width = Math.min(2 * width, WIDEST)
    return { candidates, floor: lowest <= least ? END : lowest }
  }
}
