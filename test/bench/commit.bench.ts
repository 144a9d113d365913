import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import type { Bind, Db } from '#db/client.ts'
import { addPending } from '#db/outbox.ts'
import { applyPulled } from '#db/apply.ts'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import { anApplePhoneCall } from '#test/support/in-memory-desk.ts'
import { type BenchResult, compared } from './result.ts'
import { timed } from './sampling.ts'

const WARM_UP = 300
const ROUNDS = 2_000

/**
 * Registering a case in the data process, against a bare durable commit of a case row and an outbox row in the same file with all
 * its indexes, triggers and search. The two take turns, so that both meet the same disk.
 */
export async function benchCommit(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bench-'))
  const profile = openProfile({
    file: join(folder, 'profile.sqlite'),
    migrations: join(import.meta.dirname, '../../db/migrations'),
    user: {
      id: uuidV7(),
      username: 'bench',
      name: 'Bench',
      initials: 'B',
      role: 'agent',
      permissions: [...PERMISSIONS_OF.agent],
    },
    deviceId: uuidV7(),
  })
  try {
    prepare(profile)
    const bare = bareCommit(profile.db)
    const ours: number[] = []
    const limit: number[] = []
    for (let i = 0; i < WARM_UP + ROUNDS; i++) {
      const register = timed(() => {
        const answer = registerCase(profile, { ...anApplePhoneCall(), caseId: uuidV7() }, null)
        if (!answer.ok) throw new Error(answer.error.code)
      })
      const raw = timed(bare)
      if (i < WARM_UP) continue
      ours.push(register)
      limit.push(raw)
    }
    return [compared('commit', 'ms', ours, limit, 2)]
  } finally {
    profile.db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The agreement the cases come under, a finished first fill and numbers enough. */
function prepare({ db }: Profile): void {
  const id = agreementIdOf('SA0011807')
  db.transaction(() => {
    applyPulled(db, 'agreement', id, {
      id,
      agreementNo: 'SA0011807',
      name: 'Apple',
      kind: 'apple',
      customerId: null,
      routine: null,
    })
    db.run('update sync_state set filled = 1')
    db.run('insert into lease (first, last, next) values (1000000, 1999999, 1000000)')
  })
}

/** Inserts a case row like those that were registered, and an outbox row, in one durable transaction. */
function bareCommit(db: Db): () => void {
  const columns = db
    .all<{ name: string; hidden: number }>('select name, hidden from pragma_table_xinfo(?)', 'service_case')
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => name)
  const insert = `insert into service_case (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
  const template = () =>
    db.get<Record<string, Bind>>(`select ${columns.join(', ')} from service_case order by rid desc limit 1`)
  let row: Record<string, Bind> | undefined
  let serial = 5_000_000
  return () => {
    row ??= template()
    if (row === undefined) throw new Error('a case has to be registered first')
    serial += 1
    const values = { ...row, rid: Number(row['rid']) + 2 ** 42 + serial, id: uuidV7(), number: serial }
    const envelope = {
      id: uuidV7(),
      name: 'case.register',
      version: 1,
      args: anApplePhoneCall(),
      actAt: new Date().toISOString(),
      retryOf: null,
      undoGroup: null,
    }
    db.transaction(() => {
      db.run(insert, ...columns.map((column) => values[column as keyof typeof values] ?? null))
      addPending(db, envelope, values.id)
    })
  }
}
