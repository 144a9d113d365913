import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Executor } from '../../database/connect.ts'
import { open, seal } from './sealed.ts'

export type Passcodes = {
  /** Keeps a passcode in place of the one that the case had. */
  readonly keep: (db: Executor, caseId: string, passcode: string, keptAt: string) => Promise<void>
  /** Deletes the keys, which makes the passcodes unreadable wherever a copy may be, and then the rest. */
  readonly erase: (db: Executor, caseIds: readonly string[]) => Promise<void>
  readonly reveal: (db: Executor, caseId: string) => Promise<string | null>
}

/** Passcodes at rest: each sealed with a key of its own, and that key with the master key. @rule INTAKE-SECRET */
export function createPasscodes(masterKey: Buffer): Passcodes {
  const erase: Passcodes['erase'] = async (db, caseIds) => {
    if (caseIds.length === 0) return
    await db.execute(sql`with gone as (delete from passcode where case_id = any(${sql.param(caseIds)}::uuid[]) returning key_id)
      delete from passcode_key using gone where passcode_key.id = gone.key_id`)
  }
  return {
    erase,
    keep: async (db, caseId, passcode, keptAt) => {
      await erase(db, [caseId])
      const keyId = randomUUID()
      const key = randomBytes(32)
      await db.execute(sql`insert into passcode_key (id, sealed_key) values (${keyId}, ${seal(masterKey, key, keyId)})`)
      await db.execute(sql`insert into passcode (case_id, key_id, sealed, kept_at)
        values (${caseId}, ${keyId}, ${seal(key, Buffer.from(passcode), caseId)}, ${keptAt})`)
    },
    reveal: async (db, caseId) => {
      const { rows } = await db.execute<{ key_id: string; sealed_key: Buffer; sealed: Buffer }>(
        sql`select key_id, sealed_key, sealed from passcode join passcode_key on passcode_key.id = key_id where case_id = ${caseId}`,
      )
      const found = rows[0]
      if (found === undefined) return null
      const key = open(masterKey, found.sealed_key, found.key_id)
      return open(key, found.sealed, caseId).toString()
    },
  }
}
