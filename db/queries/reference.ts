import type { IntakeMatch } from '#shared/contract/views.ts'
import type { Agreement, Colleague } from '#shared/domain/customer/customer.rows.ts'
import { phoneSearchDigits } from '#shared/lib/phone.ts'
import type { ReadDb } from '../client.ts'
import { readAll, readByRid, readRow } from '../rows.ts'
import { compactCode, phoneDigits } from '../search-codes.ts'

export const listAgreements = (db: ReadDb): Agreement[] => readAll(db, 'agreement', 'agreement_no')
export const listColleagues = (db: ReadDb): Colleague[] => readAll(db, 'colleague', 'name')

const EACH = 8

/** Customers, contacts and units that fit what the caller says: a phone, a serial, an order, an invoice, a reference, a name. @rule INTAKE-SERIAL */
export function matchIntake(db: ReadDb, text: string): IntakeMatch {
  const query = findQuery(text)
  if (query === null) return { customers: [], contacts: [], units: [] }
  const rids = (index: string): number[] =>
    db
      .all<{ rowid: number }>(
        `select rowid from ${index} where ${index} match ? order by rowid desc limit ${EACH}`,
        query,
      )
      .map((r) => r.rowid)
  const customers = readByRid(db, 'customer', rids('customer_find'))
  const nameOf = (id: string): string =>
    customers.find((customer) => customer.id === id)?.name ?? readRow(db, 'customer', id)?.name ?? ''
  return {
    customers,
    contacts: readByRid(db, 'contact', rids('contact_find')).map((row) => ({
      ...row,
      customerName: nameOf(row.customerId),
    })),
    units: readByRid(db, 'unit', rids('unit_find')).map((row) => ({ ...row, customerName: nameOf(row.customerId) })),
  }
}

/** The text as it is, as a code and, if it can be one, as a phone number. */
function findQuery(text: string): string | null {
  const trimmed = text.trim()
  const forms = new Set([trimmed, compactCode(trimmed)])
  if (/^[+0-9][0-9\s().\-/]*$/.test(trimmed)) {
    forms.add(phoneSearchDigits(trimmed))
    forms.add(phoneDigits(trimmed))
  }
  const usable = [...forms].filter((form) => form.length >= 3)
  return usable.length === 0 ? null : usable.map((form) => `"${form.replaceAll('"', '""')}"`).join(' OR ')
}
