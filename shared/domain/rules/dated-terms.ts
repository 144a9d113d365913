import { FIRST_DAY } from '../../lib/iso-date.ts'
import { assert } from '../../lib/assert.ts'

/**
 * Terms that change over time, oldest first. New terms are a new line with the day they take force, so that a decision made
 * under the old ones still explains itself.
 */
export type DatedTerms<T> = readonly (T & { readonly from: string })[]

/** The line of terms that have been in force for as long as the desk's books reach. */
export const SINCE_EVER = FIRST_DAY

/** The terms in force on a day. */
export function termsOn<T>(table: DatedTerms<T>, day: string): T {
  const terms = table.findLast((line) => line.from <= day)
  assert(terms, `No terms in force on ${day}`)
  return terms
}
