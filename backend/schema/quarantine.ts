import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/**
 * What a revoked device handed over before it wiped itself: commands that were never decided here, conflicts and drafts, each with
 * its input. A supervisor adopts a command (decided anew as theirs) or dismisses an item; it stays listed as settled.
 */
export const quarantine = pgTable(
  'quarantine',
  {
    /** The command's own id; of a draft, made from device and draft. Handed over twice is handed over once. */
    id: uuid().primaryKey(),
    kind: text().notNull(),
    personId: uuid().notNull(),
    deviceId: uuid().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
    body: jsonb().notNull(),
    /** Why it had been refused, for a conflict. */
    error: jsonb(),
    /** When the person acted; of a draft, when it was last changed. */
    actAt: instant().notNull(),
    /** The device's clock was not to be trusted. */
    actUnconfirmed: boolean().notNull().default(false),
    /** The refused command that this one tries again. */
    retryOf: uuid(),
    handedOverAt: instant().notNull(),
    settledAt: instant(),
    settledBy: uuid(),
    /** `adopted` or `dismissed`. */
    settledAs: text(),
  },
  (t) => [
    index('quarantine_open').on(t.handedOverAt),
    index('quarantine_by_retry').on(t.retryOf).where(sql`retry_of is not null`),
  ],
)
