import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

/**
 * The place of a case in a first fill, highest first: open before ended, newest first. One text, so that the database always
 * finds the next by the index.
 */
export const FILL_KEY = sql`((case when data->>'state' in ('closed', 'cancelled') then '0' else '1' end || (data->>'registeredAt') || (data->>'id'))) collate "C"`

/** Every replicated row as it stands now. One table for all of them: a row is the unit of sync, and pull reads by position. */
export const rowState = pgTable(
  'row_state',
  {
    tableName: text().notNull(),
    id: uuid().notNull(),
    /** The case it belongs to; null for reference data. */
    caseId: uuid(),
    /** Who may see it, see `services/scope.ts`. */
    scope: text().notNull(),
    /** The case number, on rows of `serviceCase` only. @rule SOS-2 */
    number: integer(),
    data: jsonb().notNull(),
    /** Its place in the order of all changes; no two rows share one. */
    position: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tableName, t.id] }),
    uniqueIndex('row_state_by_position').on(t.position),
    index('row_state_by_scope').on(t.scope, t.position),
    index('row_state_by_case').on(t.caseId, t.tableName).where(sql`case_id is not null`),
    uniqueIndex('row_state_by_number').on(t.number).where(sql`number is not null`),
    index('row_state_to_fill').on(FILL_KEY).where(sql`table_name = 'serviceCase'`),
  ],
)

/** That a row left a scope: a reader of the old scope who may not read the new one takes it off the device. */
export const rowLeave = pgTable(
  'row_leave',
  {
    position: bigint({ mode: 'number' }).primaryKey(),
    scope: text().notNull(),
    tableName: text().notNull(),
    id: uuid().notNull(),
  },
  (t) => [index('row_leave_by_scope').on(t.scope, t.position)],
)

/**
 * One row: the last position that was given out. Whoever changes rows locks it last and holds it until the commit, so that
 * positions become visible in their order and a reader can skip none.
 */
export const sequencer = pgTable('sequencer', {
  id: integer().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
})
