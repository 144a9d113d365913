import type { ReadDb } from '../client.ts'
import { codeSearch, codesIn } from './search-codes.ts'
import { newest, numberIn, sourcesOf } from './search.ts'
import { allOf, type Source } from './search-source.ts'

/** What the search finds for a text, newest first: the same cases as in the field of the search. */
export function textSource(db: ReadDb, text: string): Source {
  const sources = [...sourcesOf(db, text, codeSearch(db, codesIn(text))?.source), numberSource(db, text)]
  return (q) => newest(sources, q)
}

function numberSource(db: ReadDb, text: string): Source {
  const number = numberIn(text)
  const rids =
    number === null
      ? []
      : db
          .all<{ rid: number }>(
            'select rid from service_case indexed by case_by_number where number = ? and number is not null',
            number.number,
          )
          .map(({ rid }) => rid)
  return ({ below, limit }) =>
    allOf(
      rids.filter((rid) => rid < below),
      Math.max(limit, rids.length + 1),
    )
}
