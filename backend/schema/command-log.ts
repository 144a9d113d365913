import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const commandStatus = pgEnum('command_status', ['accepted', 'refused', 'discarded'])
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/** Every command that ever came, with its input and the answer that was given; the audit trail and the proof of idempotency. */
export const commandLog = pgTable(
  'command_log',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    version: bigint({ mode: 'number' }).notNull(),
    args: jsonb().notNull(),
    caseId: uuid(),
    actorId: uuid().notNull(),
    deviceId: uuid().notNull(),
    actAt: instant().notNull(),
    /** The act time as the device gave it lay after the receipt and was set back to it. */
    actAtClamped: boolean().notNull(),
    /** The device's clock was not to be trusted: promises count from the receipt until a supervisor confirms the act time. */
    actUnconfirmed: boolean().notNull().default(false),
    receivedAt: instant().notNull(),
    decidedAt: instant().notNull(),
    status: commandStatus().notNull(),
    error: jsonb(),
    retryOf: uuid(),
    undoGroup: uuid(),
    position: bigint({ mode: 'number' }),
    /** Its place among those that were decided in the same transaction: with the position, the order of all decisions. */
    place: integer().notNull().default(0),
  },
  (t) => [
    index('command_log_by_retry').on(t.retryOf).where(sql`retry_of is not null`),
    /** What waits for approval. */
    index('command_log_denied')
      .on(t.receivedAt)
      .where(sql`status = 'refused' and error->>'code' = 'permission.denied'`),
  ],
)
