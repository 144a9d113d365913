import { v7 as uuidV7 } from 'uuid'
import { join } from 'node:path'
import { type Db, openDb } from '#db/client.ts'
import { putRow } from '#db/rows.ts'
import type { Row } from '#shared/domain/tables.ts'

/** An empty profile in memory. */
export const emptyDb = (): Db =>
  openDb({ file: ':memory:', migrations: join(import.meta.dirname, '../../db/migrations') })

/** A case as the backend gives it. */
export const aCase = (more: Partial<Row<'serviceCase'>> = {}): Row<'serviceCase'> => ({
  id: uuidV7(),
  number: null,
  localRef: null,
  contract: 'SA0011807',
  contactName: 'Åse Nordmann',
  mobile: '+4791234567',
  phone: null,
  email: null,
  serviceLocation: 'Storgata 1, 0155 Oslo',
  customerRef: null,
  orderNo: null,
  invoiceNo: null,
  productName: 'MacBook Air',
  serialNo: null,
  faultDescription: 'Starter ikke',
  kind: 'apple',
  flow: 'workshop',
  channel: 'phone',
  state: 'registered',
  waitingFor: null,
  customerId: null,
  unitId: null,
  product: 'mac',
  purchasedOn: null,
  soldByUs: false,
  usedIn: 'NO',
  damage: [],
  finding: null,
  ownerId: null,
  registeredAt: '2026-03-10T09:00:00.000Z',
  registeredBy: '0198aaaa-0000-7000-8000-00000000000a',
  dueAt: null,
  dueRule: null,
  informedAt: null,
  decisionId: null,
  estimateId: null,
  hasPasscode: false,
  reminders: 0,
  swapSerialNo: null,
  linkedOrderNo: null,
  assumed: [],
  source: null,
  endReason: null,
  unconfirmedActs: null,
  pause: null,
  changedAt: '2026-03-10T09:00:00.000Z',
  ...more,
})

/** Puts a case in as the backend would. */
export function putCase(db: Db, more: Partial<Row<'serviceCase'>> = {}): Row<'serviceCase'> {
  const row = aCase(more)
  putRow(db, 'serviceCase', row, undefined)
  return row
}
