import type { ReadDb, WriteDb } from '#db/client.ts'
import { SessionUser } from '#shared/sync/wire.ts'
import type { Sealer } from '../lib/sealer.ts'

/** Whose file this is and how they go on: kept in the file itself, the refresh token sealed. */
export type StoredSession = { readonly user: SessionUser; readonly verifier: string }

export function readStoredSession(db: Pick<ReadDb, 'get'>): StoredSession | null {
  const row = db.get<{ user: string; verifier: string }>('select user, verifier from session where one = 1')
  if (row === undefined) return null
  const user = SessionUser.safeParse(JSON.parse(row.user))
  return user.success ? { user: user.data, verifier: row.verifier } : null
}

export function keepStoredSession(db: WriteDb, user: SessionUser, verifier: string): void {
  db.run(
    `insert into session (one, user, verifier) values (1, ?, ?)
     on conflict (one) do update set user = excluded.user, verifier = excluded.verifier`,
    JSON.stringify(user),
    verifier,
  )
}

export function keepRefreshToken(db: WriteDb, sealer: Sealer, user: SessionUser, refreshToken: string | null): void {
  const sealed = refreshToken === null ? null : sealer.seal(refreshToken)
  db.run('update session set refresh = ?, user = ? where one = 1', sealed, JSON.stringify(user))
}

export function readRefreshToken(db: ReadDb, sealer: Sealer): string | null {
  const sealed = db.value<Buffer | null>('select refresh from session where one = 1')
  return sealed === undefined || sealed === null ? null : sealer.open(sealed)
}
