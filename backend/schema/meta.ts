import { pgTable, text } from 'drizzle-orm/pg-core'

/** Facts about this database: `epoch` (new after a restore, so that clients fill again) and `demo` (which demo data it holds). */
export const meta = pgTable('meta', { key: text().primaryKey(), value: text().notNull() })
