import { customType, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** A key for each passcode, itself sealed with the master key. Deleting the row erases the passcode. @rule INTAKE-SECRET */
export const passcodeKey = pgTable('passcode_key', { id: uuid().primaryKey(), sealedKey: bytes().notNull() })

/** The passcode of a case, sealed (AES-256-GCM) with its key; unreadable once the key is gone. @rule INTAKE-SECRET */
export const passcode = pgTable('passcode', {
  caseId: uuid().primaryKey(),
  keyId: uuid().notNull(),
  sealed: bytes().notNull(),
  keptAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})
