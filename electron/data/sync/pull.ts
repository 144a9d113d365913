import { applyPulled, putBack } from '#db/apply.ts'
import type { WriteDb } from '#db/client.ts'
import { allPending, forgetTouches, hasPending, settledBy, writtenBy } from '#db/outbox.ts'
import { readRow } from '#db/rows.ts'
import { readKeysOf } from '#shared/domain/command/read.ts'
import { type AnyRow, caseIdOf, rowKey, TABLES, type TableName } from '#shared/domain/tables.ts'
import type { PulledRow, PullResponse } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { eraseEnded } from '../services/local-passcodes.ts'
import { applyPending, replay } from '../services/pending-effects.ts'
import { setAside } from './conflicts.ts'
import { startEpoch } from './new-epoch.ts'
import { keepContact, readSyncState } from './sync-state.ts'

/** Acknowledged commands are kept this long, for a backend that was restored from a backup. */
const KEPT_MS = 14 * 24 * 3_600_000

const CASE_TABLES = ['serviceCase', 'timelineEntry', 'warrantyDecision', 'feeEntry', 'estimate'] as const

/** Rows that are written in one transaction where nothing is pending: it holds up what a person does meanwhile for no longer. */
const SLICE = 100

/**
 * A page: rows, what they disturb, what is settled by them, and the new position, in one transaction. Where nothing is pending the
 * rows may come slice by slice, since the position moves only with the last. False: the page is of another epoch, and the file
 * has to be filled anew.
 * @param contact null for a page that came unasked: it tells nothing of the time
 */
export function applyPage(
  profile: Profile,
  page: PullResponse,
  contact: { askedAtMs: number; answeredAtMs: number } | null,
): boolean {
  const { db, clock, events } = profile
  let rows = page.rows
  while (rows.length > SLICE && !hasPending(db) && readSyncState(db).epoch === page.epoch) {
    const slice = rows.slice(0, SLICE)
    const brought = db.transaction(() => !hasPending(db) && (bringQuietly(profile, slice), true))
    if (brought) rows = rows.slice(SLICE)
  }
  return db.transaction(() => {
    if (readSyncState(db).epoch !== page.epoch) {
      events.rows(startEpoch(profile))
      return false
    }
    if (contact !== null) keepContact(db, { serverTime: page.serverTime, ...contact, given: clock.given })
    if (hasPending(db)) rebaseOnto(profile, rows, settledBy(db, page.next))
    else bringQuietly(profile, rows)
    if (page.rows.length > 0) eraseEnded(db)
    db.run(
      'update sync_state set position = ?, last_pull_at = ? where one = 1',
      page.next,
      new Date(clock.nowMs()).toISOString(),
    )
    return true
  })
}

/** Writes rows below what is pending on them. `settled`: pending commands whose effect is in them. The caller holds the transaction. */
export function rebaseOnto(profile: Profile, rows: readonly PulledRow[], settled: readonly number[]): void {
  const { db, clock, events } = profile
  const known = rows.filter((pulled) => pulled.table in TABLES)
  const names = new Set<string>()
  for (const { table, id, row } of known) {
    names.add(rowKey(table, id))
    const now = readRow(db, table, id)
    if (now !== undefined) for (const name of readKeysOf(table, now)) names.add(name)
    if (row !== null) for (const name of readKeysOf(table, row as unknown as AnyRow)) names.add(name)
  }
  const settledCases = settled.flatMap(
    (ord) => db.value<string | null>('select case_id from outbox where ord = ?', ord) ?? [],
  )
  acknowledge(db, settled, clock.nowMs())
  const result = replay(profile, {
    names: [...names],
    settled,
    incoming: known.map(({ table, id }) => rowKey(table, id)),
    bring: () => {
      for (const pulled of known) bring(db, pulled)
    },
  })
  events.rows(result)
  if (settledCases.length > 0) events.rows({ tables: ['serviceCase'], caseIds: settledCases })
  if (result.crashed.length > 0) {
    events.rows(setAside(profile, result.crashed, new Date(clock.nowMs()).toISOString()))
    events.emit({ kind: 'conflicts' })
  }
}

/** With nothing pending there is nothing to disturb. */
function bringQuietly({ db, events }: Profile, rows: readonly PulledRow[]): void {
  const tables = new Set<TableName>()
  const caseIds = new Set<string>()
  for (const pulled of rows) {
    if (!(pulled.table in TABLES)) continue
    const before = pulled.row === null ? readRow(db, pulled.table, pulled.id) : undefined
    bring(db, pulled)
    tables.add(pulled.table)
    const row = (pulled.row as unknown as AnyRow | null) ?? before
    const caseId = row === undefined ? null : caseIdOf(pulled.table, row)
    if (caseId !== null) caseIds.add(caseId)
  }
  events.rows({ tables, caseIds })
}

function bring(db: WriteDb, { table, id, row }: PulledRow): void {
  applyPulled(db, table, id, row as unknown as AnyRow | null)
  if (row === null) db.run('insert or ignore into gone_row (key) values (?)', rowKey(table, id))
  else db.run('delete from gone_row where key = ?', rowKey(table, id))
}

/** Commands whose position has been reached before they were answered for. The caller holds the transaction. */
export function settle(profile: Profile, position: number): void {
  const { db, clock, events } = profile
  const settled = settledBy(db, position)
  if (settled.length === 0) return
  const caseIds = settled.flatMap(
    (ord) => db.value<string | null>('select case_id from outbox where ord = ?', ord) ?? [],
  )
  acknowledge(db, settled, clock.nowMs())
  events.rows(replay(profile, { names: [], settled, incoming: [], bring: () => {} }))
  events.rows({ tables: ['serviceCase'], caseIds })
}

function acknowledge(db: WriteDb, settled: readonly number[], nowMs: number): void {
  for (const ord of settled)
    db.run(
      `insert or replace into acknowledged (ord, id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, acknowledged_at)
       select ord, id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, ? from outbox where ord = ?`,
      new Date(nowMs).toISOString(),
      ord,
    )
  if (settled.length > 0)
    db.run('delete from acknowledged where acknowledged_at < ?', new Date(nowMs - KEPT_MS).toISOString())
}

/** A fill is complete: what was decided without all the rows, or not at all, is decided by what is known now. */
export function decideAll(profile: Profile): void {
  const { db, events } = profile
  const pendings = allPending(db).filter((pending) => pending.status !== 'held')
  for (const { ord } of pendings) for (const key of writtenBy(db, ord)) putBack(db, key)
  for (const { ord } of pendings) forgetTouches(db, ord)
  for (const pending of pendings) {
    applyPending(profile, pending)
    if (pending.caseId !== null) events.rows({ tables: CASE_TABLES, caseIds: [pending.caseId] })
  }
}
