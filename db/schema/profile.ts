import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What was typed and not yet saved; the passcode of an intake is sealed beside the form. @rule INTAKE-SECRET */
export const draft = sqliteTable('draft', {
  id: text('id').primaryKey(),
  form: text('form').notNull(),
  sealed: blob('sealed', { mode: 'buffer' }),
  changedAt: text('changed_at').notNull(),
})

export const setting = sqliteTable('setting', { key: text('key').primaryKey(), value: text('value').notNull() })

/** One row: whose file this is, how they prove it without a network, and the sealed refresh token. */
export const session = sqliteTable('session', {
  one: integer('one').primaryKey(),
  user: text('user').notNull(),
  verifier: text('verifier').notNull(),
  refresh: blob('refresh', { mode: 'buffer' }),
})

/**
 * A passcode that has not reached the backend yet: AES-256-GCM under a key of its own, that key wrapped by the device's.
 * Deleted when the backend has it or the case ends. @rule INTAKE-SECRET
 */
export const localPasscode = sqliteTable(
  'local_passcode',
  {
    commandId: text('command_id').primaryKey(),
    caseId: text('case_id').notNull(),
    sealed: blob('sealed', { mode: 'buffer' }).notNull(),
  },
  (t) => [index('passcode_by_case').on(t.caseId)],
)
