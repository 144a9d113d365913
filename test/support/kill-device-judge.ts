import { openDb } from '#db/client.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { firstDifference } from '#test/simulation/checks/first-difference.ts'
import { judgeLog } from './backend-judge.ts'
import { looker } from './backend-stage.ts'
import { MIGRATIONS, SyncedDesk } from './synced-desk.ts'
import { allRows } from './table-rows.ts'
import type { Saved } from './kill-device-saved.ts'

/**
 * What was said to be saved is in the backend's log with its input, and is accepted or listed as a conflict; nothing was decided
 * twice; and the device has the rows of one that is filled now.
 */
export async function judgeDevice(options: {
  readonly saved: readonly Saved[]
  readonly file: string
  readonly databaseUrl: string
  readonly nodeUrl: string
}): Promise<{ readonly violations: readonly string[]; readonly conflicts: number }> {
  const violations: string[] = []
  const db = openDb({ file: options.file, migrations: MIGRATIONS })
  const fresh = await SyncedDesk.filled(options.nodeUrl)
  const pool = looker(options.databaseUrl)
  try {
    const listed = new Set(listConflicts(db).flatMap(({ id, waiting }) => [id, ...waiting.map((each) => each.id)]))
    const { rows } = await pool.query<{ id: string; status: string; args: string }>(
      'select id, status, args::text from command_log',
    )
    const log = new Map(rows.map((row) => [row.id, row]))
    for (const { id, mark } of options.saved) {
      const logged = log.get(id)
      if (logged === undefined && !listed.has(id)) violations.push(`missing in the end: ${id} ${mark}`)
      if (logged?.status === 'refused' && !listed.has(id)) violations.push(`refused, and nobody is told: ${id} ${mark}`)
      if (logged !== undefined && !logged.args.includes(mark)) violations.push(`another input: ${id} ${mark}`)
    }
    violations.push(...(await judgeLog(pool)))
    const difference = firstDifference(allRows(fresh.profile.db), allRows(db))
    if (difference !== null) violations.push(`the device differs from a fresh one: ${difference}`)
    if (db.value('pragma integrity_check') !== 'ok') violations.push('the file is damaged in the end')
    return { violations, conflicts: listed.size }
  } finally {
    await pool.end()
    await fresh.engine.stop()
    fresh.profile.db.close()
    db.close()
  }
}
