import { putManyRows } from '#db/bulk.ts'
import { endFill, moveFill, readFill, startFill } from '#db/fill.ts'
import { hasPending, pendingAt, settledBy } from '#db/outbox.ts'
import { readKeysOf } from '#shared/domain/command/read.ts'
import { caseIdOf, rowKey, TABLES, type TableName } from '#shared/domain/tables.ts'
import type { FillBegin, FillMark, PulledRow } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { endAllApproved } from '../services/approved.ts'
import { decideAll } from '../services/decide-all.ts'
import { eraseEnded } from '../services/local-passcodes.ts'
import { startEpoch } from './new-epoch.ts'
import { rebaseOnto, settle } from './pull.ts'
import { type Contact, keepContact } from './contact.ts'
import { readSyncState } from './sync-state.ts'
import type { FilledRow } from './transport.ts'

/**
 * A first fill on the device's side. Where it stands is committed with the rows, so that it goes on after a kill or a cut as if
 * nothing had been. Each case comes whole, with its history, as it is when it is read; what changes after the beginning is pulled
 * when all is here. Laws:
 *  - A row is never older than `start`, so that an accepted command up to there has its effect in the rows that come.
 *  - Rows that pending commands have to do with are written below them, as in a pull; all others in the fastest way.
 *  - A person may look, decide and register meanwhile: what stands on whole cases is decided at once, the rest is decided again
 *    at the end.
 */

/** The backend answers. True: the file starts anew, and what is to be sent again has to be sent before rows come. */
export function beginFill(profile: Profile, begin: FillBegin, contact: Contact): boolean {
  const { db, events } = profile
  return db.transaction(() => {
    keepContact(profile, begin.serverTime, contact)
    const under = readFill(db)
    if (under?.epoch === begin.epoch) return false
    const { epoch, position } = readSyncState(db)
    const anew = under !== undefined || position > 0 || (epoch !== null && epoch !== begin.epoch)
    if (anew) events.rows(startEpoch(profile))
    startFill(db, begin.epoch, begin.start)
    db.run('update sync_state set epoch = ? where one = 1', begin.epoch)
    return anew
  })
}

/** Rows with the mark behind them, in one transaction. Answers which tables have new rows. */
export function takeFilled(profile: Profile, given: readonly FilledRow[], mark: FillMark): ReadonlySet<TableName> {
  const { db } = profile
  return db.transaction(() => {
    const under = readFill(db)
    if (under === undefined) throw new Error('no fill is under way')
    const rows = given.filter(({ table }) => table in TABLES)
    const met = hasPending(db) ? metBy(profile, rows) : new Set<string>()
    putManyRows(db, met.size === 0 ? rows : rows.filter((row) => !met.has(groupOf(row))))
    if (met.size > 0) {
      const below = rows.filter((row) => met.has(groupOf(row)))
      const settled = settledBy(db, under.start).filter((ord) => met.has(pendingAt(db, ord)?.caseId ?? ''))
      rebaseOnto(
        profile,
        below.map(({ table, row }): PulledRow => ({ table, id: row.id, row: row as unknown as PulledRow['row'] })),
        settled,
      )
      eraseEnded(db)
    }
    moveFill(db, mark.cursor, mark.rows, mark.total ?? null)
    return new Set(rows.map(({ table }) => table))
  })
}

/** A case with all that belongs to it, or a row that belongs to none. */
const groupOf = ({ table, row }: FilledRow): string => caseIdOf(table, row) ?? rowKey(table, row.id)

/** Groups of which some row is one that pending commands have to do with. */
function metBy({ db }: Profile, rows: readonly FilledRow[]): Set<string> {
  const met = new Set<string>()
  for (const each of rows) {
    const group = groupOf(each)
    if (met.has(group)) continue
    const names = [rowKey(each.table, each.row.id), ...readKeysOf(each.table, each.row)]
    if (names.some((name) => db.value('select 1 from touch where name = ? limit 1', name) !== undefined)) met.add(group)
  }
  return met
}

/** Everything has come: from here on changes are pulled. */
export function finishFill(profile: Profile): void {
  const { db, clock } = profile
  db.transaction(() => {
    const under = readFill(db)
    if (under === undefined) throw new Error('no fill is under way')
    endFill(db)
    db.run(
      'update sync_state set position = ?, filled = 1, last_pull_at = ? where one = 1',
      under.start,
      new Date(clock.nowMs()).toISOString(),
    )
    settle(profile, under.start)
    decideAll(profile)
    endAllApproved(profile)
    eraseEnded(db)
  })
}
