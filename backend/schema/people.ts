import { jsonb, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/** Who may sign in. `scope`: the customers whose rows the person may see, or null for all of them. */
export const appUser = pgTable('app_user', {
  id: uuid().primaryKey(),
  username: text().notNull().unique(),
  name: text().notNull(),
  initials: text().notNull(),
  role: text().notNull(),
  /** Argon2id. */
  passwordHash: text().notNull(),
  scope: jsonb().$type<string[] | null>(),
  disabledAt: instant(),
})

export const device = pgTable('device', {
  id: uuid().primaryKey(),
  firstSeenAt: instant().notNull(),
  lastSeenAt: instant().notNull(),
  revokedAt: instant(),
})

/** One sign-in on one device: a family of refresh tokens, of which only the newest is good. */
export const session = pgTable(
  'session',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    deviceId: uuid()
      .notNull()
      .references(() => device.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    /** `signed-out` or `token-reused`. */
    endedBy: text(),
  },
  (t) => [index('session_by_device').on(t.deviceId)],
)

/** Only the SHA-256 of a token is kept. A token that comes a second time was stolen, and its whole session ends. */
export const refreshToken = pgTable(
  'refresh_token',
  {
    hash: text().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => session.id),
    issuedAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [index('refresh_token_by_session').on(t.sessionId)],
)
