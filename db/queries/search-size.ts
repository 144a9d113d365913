import type { ReadDb } from '../client.ts'

/**
 * How much of the search index a prefix takes, without reading it. FTS5 keeps, for each segment, the first term of each leaf page
 * in `case_text_idx` (https://sqlite.org/fts5.html, "External Content"; the format is that of fts5_index.c): a term is one byte
 * for its index ('0' all words, '1' and '2' the prefixes of two and three letters) and the word; `pgno` is twice the page.
 */

const AFTER_ANY = Buffer.from([0xff])

/** Whole pages of about 4 kB, over all segments: 0 where each holds it in one. @param index 0 for whole words that begin so, 1 or 2 for the prefix itself */
export function pagesOf(db: ReadDb, index: 0 | 1 | 2, prefix: string): number {
  const from = Buffer.from(`${index}${prefix}`)
  const to = Buffer.concat([from, AFTER_ANY])
  return segments(db).reduce((pages, segment) => {
    const first = db.value<number>(
      'select pgno >> 1 from case_text_idx where segid = ? and term <= ? order by term desc limit 1',
      segment,
      from,
    )
    const next = db.value<number>(
      'select pgno >> 1 from case_text_idx where segid = ? and term > ? order by term limit 1',
      segment,
      to,
    )
    return pages + (next === undefined || first === undefined ? 0 : Math.max(0, next - first - 1))
  }, 0)
}

function segments(db: ReadDb): number[] {
  const found: number[] = []
  for (;;) {
    const next = db.value<number | null>('select min(segid) from case_text_idx where segid > ?', found.at(-1) ?? 0)
    if (next === null || next === undefined) return found
    found.push(next)
  }
}
