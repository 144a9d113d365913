import type { CaseListItem, SearchHit } from '#shared/contract/views.ts'
import { rangesIn, shownFrom, soughtIn } from '#shared/lib/search-marks.ts'
import { folded, hasWord, wordsIn } from '#shared/lib/search-text.ts'
import type { ReadDb } from '../client.ts'

type Elsewhere = NonNullable<SearchHit['elsewhere']>
type Field = Elsewhere['field']
type Texts = { readonly id: string } & Readonly<Record<Field, string | null>>

/** What is searched of a case and not shown in its row. The fault is shown as far as a list item carries it. */
export const ELSEWHERE_SQL = `select c.id, c.finding, c.email, c.service_location as serviceLocation, c.customer_ref as customerRef,
  c.order_no as orderNo, c.invoice_no as invoiceNo, c.local_ref as localRef, c.fault_description as faultDescription,
  cu.customer_no as customerId
  from json_each(?) r cross join service_case c on c.id = r.value left join customer cu on cu.id = c.customer_id`

/** In this order, where two hold as many of the words. */
const FIELDS = [
  'faultDescription',
  'finding',
  'email',
  'serviceLocation',
  'customerRef',
  'orderNo',
  'invoiceNo',
  'customerId',
  'localRef',
] as const satisfies readonly Field[]

/** So much of a text, from a little before the first match on: more than a line shows. */
const SHOWN = 200
const SEEN_BEFORE = 60

/**
 * For each case that matched by something that its row does not show: where that stands, and the text around it. Most matches are in
 * what is shown; the texts of a case are read only where one is not.
 */
export function matchesElsewhere(
  db: ReadDb,
  query: string,
  items: readonly CaseListItem[],
): ReadonlyMap<string, Elsewhere> {
  // One letter finds beginnings of names and numbers, and says nothing of other texts.
  const words = wordsIn(query).filter((word) => [...word].length > 1)
  const missing = new Map(items.map((item) => [item.id, wordsNotShown(item, words, query)]))
  const unexplained = items.filter(({ id }) => (missing.get(id) ?? []).length > 0).map(({ id }) => id)
  if (unexplained.length === 0) return new Map()
  const found = new Map<string, Elsewhere>()
  for (const texts of db.all<Texts>(ELSEWHERE_SQL, JSON.stringify(unexplained))) {
    const where = fieldWith(texts, missing.get(texts.id) ?? [], query)
    if (where !== null) found.set(texts.id, where)
  }
  return found
}

function wordsNotShown(item: CaseListItem, words: readonly string[], query: string): readonly string[] {
  const { productName, faultDescription, contactName, customerName, number, localRef } = item
  // A customer is found by any part of the name.
  if (customerName !== null && folded(customerName).includes(folded(query.trim().normalize('NFC')))) return []
  const shown = [productName, faultDescription, contactName, customerName, number === null ? localRef : null]
  const text = folded(shown.filter((part) => part !== null).join('\n'))
  return words.filter((word) => !hasWord(text, word))
}

function fieldWith(texts: Texts, words: readonly string[], query: string): Elsewhere | null {
  let best: { readonly field: Field; readonly text: string; readonly held: number } | null = null
  for (const field of FIELDS) {
    const text = texts[field]
    if (text === null) continue
    const held = heldBy(text, field, words, query)
    if (held > (best?.held ?? 0)) best = { field, text, held }
  }
  return best === null ? null : { field: best.field, text: around(best.text, words) }
}

/** So many of the words; a customer's number is found by any part of it. */
function heldBy(text: string, field: Field, words: readonly string[], query: string): number {
  if (field === 'customerId') return rangesIn(text, soughtIn(query), 'code').length
  const plain = folded(text)
  return words.filter((word) => hasWord(plain, word)).length
}

function around(text: string, words: readonly string[]): string {
  const from = shownFrom(text, rangesIn(text, { words, part: null, codes: [] }, 'text'), SEEN_BEFORE)
  const part = text.slice(from, from + SHOWN)
  return `${from > 0 ? '… ' : ''}${part}${from + SHOWN < text.length ? ' …' : ''}`
}
