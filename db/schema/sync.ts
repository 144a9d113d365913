import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What the sync engine keeps. A command lives in one of three tables:
 *
 *   outbox ──accepted and pulled──▶ acknowledged (14 days, for a backend that was restored)
 *      │  ◀────────── held commands of a retried conflict
 *      └──refused──▶ conflict ──retried──▶ acknowledged, as given up
 *                        ├──approved──▶ acknowledged, as done
 *                        └──discarded──▶ outbox, held by itself ──logged──▶ acknowledged, as given up
 *
 * One that stands as a conflict and that a backend may not know of is held by itself beside it, until it is logged as refused.
 *
 * status: queued (never sent) → sent (may have arrived) → accepted (its position is known; waits for the pull that carries it).
 *         held: builds on the refused command `held_by`, and waits under it; held by itself: until the backend has logged it.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    /** Order in which the commands were made. */
    ord: integer('ord').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    args: text('args').notNull(),
    actAt: text('act_at').notNull(),
    /** See `CommandEnvelope.skewMs`. */
    skewMs: integer('skew_ms').default(0),
    retryOf: text('retry_of'),
    undoGroup: text('undo_group'),
    caseId: text('case_id'),
    status: text('status', { enum: ['queued', 'sent', 'accepted', 'held'] }).notNull(),
    heldBy: text('held_by'),
    /** 1: the backend has refused this id, so that another try needs a new one. */
    spent: integer('spent').notNull().default(0),
    /** Where in the backend's order it was accepted. */
    position: integer('position'),
    /** Why it does not hold on this device at the moment (JSON); null while it does. */
    refusal: text('refusal'),
    /** What it read and wrote when it was last decided here (JSON of `Touch[]`); the same names as in `touch`. */
    touches: text('touches').notNull().default('[]'),
    /** How often its handler crashed, here or at the backend. */
    crashes: integer('crashes').notNull().default(0),
  },
  (t) => [
    index('outbox_by_case').on(t.caseId),
    index('outbox_to_send').on(t.ord).where(sql`status in ('queued', 'sent')`),
    index('outbox_accepted').on(t.position).where(sql`status = 'accepted'`),
    index('outbox_held').on(t.heldBy).where(sql`held_by is not null`),
  ],
)

export const conflict = sqliteTable(
  'conflict',
  {
    id: text('id').primaryKey(),
    ord: integer('ord').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    args: text('args').notNull(),
    actAt: text('act_at').notNull(),
    /** See `CommandEnvelope.skewMs`. */
    skewMs: integer('skew_ms').default(0),
    retryOf: text('retry_of'),
    undoGroup: text('undo_group'),
    caseId: text('case_id'),
    error: text('error').notNull(),
    actorName: text('actor_name').notNull(),
    refusedAt: text('refused_at').notNull(),
  },
  (t) => [index('conflict_by_case').on(t.caseId)],
)

export const acknowledged = sqliteTable(
  'acknowledged',
  {
    ord: integer('ord').primaryKey(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    args: text('args').notNull(),
    actAt: text('act_at').notNull(),
    /** See `CommandEnvelope.skewMs`. */
    skewMs: integer('skew_ms').default(0),
    retryOf: text('retry_of'),
    undoGroup: text('undo_group'),
    caseId: text('case_id'),
    acknowledgedAt: text('acknowledged_at').notNull(),
    /** 1: the backend has it in its log, and was never to decide it (again). */
    givenUp: integer('given_up').notNull().default(0),
  },
  (t) => [index('acknowledged_by_time').on(t.acknowledgedAt)],
)

/** The fields that pending commands have written, of every row of the backend's, as the backend last gave them. */
export const baseRow = sqliteTable('base_row', { key: text('key').primaryKey(), row: text('row').notNull() })

/**
 * Which pending commands have to do with a name (a row key, or a range that a row falls in). `kind` is a sum:
 * 1 it read that name, 2 it wrote that row, 4 it wrote a row in that range, 8 it made that row: the backend knows none.
 * Without rowid, and with no index beside its key: each page more is written to the disk before a person hears "saved".
 */
export const touch = sqliteTable(
  'touch',
  { name: text('name').notNull(), ord: integer('ord').notNull(), kind: integer('kind').notNull() },
  (t) => [primaryKey({ columns: [t.name, t.ord] })],
)

/** Rows that left the reader's scope: they may exist, but not on this device. */
export const goneRow = sqliteTable('gone_row', { key: text('key').primaryKey() })

/** One row. Positions belong to an epoch; `filled` is 0 until a first fill is complete. */
export const syncState = sqliteTable('sync_state', {
  one: integer('one').primaryKey(),
  epoch: text('epoch'),
  position: integer('position').notNull(),
  filled: integer('filled').notNull(),
  /** Backend clock minus device clock, ms, as last learned. */
  offsetMs: integer('offset_ms').notNull(),
  /** Backend time of the last contact. */
  contactAt: text('contact_at'),
  lastPullAt: text('last_pull_at'),
  /** 1 inside a transaction that brings many new rows: it keeps search and counters itself, and the triggers stand aside. */
  bulk: integer('bulk').notNull().default(0),
})

/** One row while a first fill is under way: where it stands. Gone when all rows are here and pulling goes on from `start`. */
export const fill = sqliteTable('fill', {
  one: integer('one').primaryKey(),
  epoch: text('epoch').notNull(),
  /** The backend's position when the fill began: what changed after it is pulled afterwards. */
  start: integer('start').notNull(),
  /** The backend's mark behind the last rows that are here. */
  cursor: text('cursor').notNull(),
  done: integer('done').notNull(),
  /** As the backend counted when the fill began; null until it says. */
  total: integer('total'),
})

/** Leased blocks of case numbers, both ends included; `next` is the first that is free. Used-up blocks stay. @rule SOS-9 */
export const lease = sqliteTable('lease', {
  first: integer('first').primaryKey(),
  last: integer('last').notNull(),
  next: integer('next').notNull(),
})
