/**
 * Words as the search index sees them (`case_text`): runs of letters and digits, small, without accents. Kept in step with the
 * tokenizer there, so that what is compared here and what the index finds are the same.
 */

/** Small letters without accents; letters that have none, like ø and æ, stay. */
export const folded = (text: string): string => text.toLowerCase().replaceAll(/[^\u0020-\u007eæø\n]/gu, plain)

/** A text has few different letters with accents, and a search folds thousands of texts. */
const PLAIN = new Map<string, string>()
const PLAIN_AT_MOST = 2000

function plain(letter: string): string {
  const known = PLAIN.get(letter)
  if (known !== undefined) return known
  const found = letter.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
  if (PLAIN.size < PLAIN_AT_MOST) PLAIN.set(letter, found)
  return found
}

export const wordsIn = (text: string): string[] => folded(text.normalize('NFC')).match(/[\p{L}\p{N}]+/gu) ?? []

const IN_WORD = /[\p{L}\p{N}]/u

/** Some word of the text begins so. @param text folded @param beginning folded */
export function hasWord(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1))
    if (at === 0 || !IN_WORD.test(text[at - 1] ?? '')) return true
  return false
}

/** Where words of the text begin so. @param text folded @param beginning folded, not empty */
export function wordPlaces(text: string, beginning: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1))
    if (at === 0 || !IN_WORD.test(text[at - 1] ?? '')) places.push(at)
  return places
}
