import { index, integer, pgSequence, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Counts blocks of case numbers. A sequence gives each out once without a lock, and a block lost to a crash is only a gap. */
export const caseNumberBlock = pgSequence('case_number_block', { startWith: 0, minValue: 0 })

/** Blocks of case numbers, each for one device for ever. @rule SOS-9 */
export const lease = pgTable(
  'lease',
  {
    fromNumber: integer().primaryKey(),
    toNumber: integer().notNull(),
    deviceId: uuid().notNull(),
    leasedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('lease_by_device').on(t.deviceId)],
)
