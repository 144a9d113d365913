import type { WriteDb } from '#db/client.ts'
import { hasPending, settledBy, tellOf } from '#db/outbox.ts'
import { deleteRow, putRow, readRows } from '#db/rows.ts'
import { readKeysOf } from '#shared/domain/command/read.ts'
import { type AnyRow, caseIdOf, type RowKey, rowKey, TABLES, type TableName } from '#shared/domain/tables.ts'
import type { PulledRow, PullResponse } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { endAllApproved } from '../services/approved.ts'
import { eraseEnded } from '../services/local-passcodes.ts'
import { NOTHING_COMES, replay } from '../services/pending-effects.ts'
import { setAside } from './conflicts.ts'
import { startEpoch } from './new-epoch.ts'
import { type Contact, keepContact } from './contact.ts'
import { heardAt, readSyncState } from './sync-state.ts'

/** Acknowledged commands are kept this long, for a backend that was restored from a backup. */
const KEPT_MS = 14 * 24 * 3_600_000

/** Rows that are written in one transaction where nothing is pending: it holds up what a person does meanwhile for no longer. */
const SLICE = 100

/**
 * A page: rows, what they disturb, what is settled by them, and the new position, in one transaction. Where nothing is pending the
 * rows may come slice by slice, since the position moves only with the last. False: the page is of another epoch, and the file
 * has to be filled anew.
 * Not waited for until it is on the disk: what a power failure takes is pulled again, since the position goes with it.
 * @param contact null for a page that came unasked: it tells nothing of the time
 */
export function applyPage(profile: Profile, page: PullResponse, contact: Contact | null): boolean {
  return profile.db.unsynced(() => applyInTurn(profile, page, contact))
}

function applyInTurn(profile: Profile, page: PullResponse, contact: Contact | null): boolean {
  const { db, clock, events } = profile
  let rows = page.rows
  while (rows.length > SLICE && !hasPending(db) && readSyncState(db).epoch === page.epoch) {
    const slice = rows.slice(0, SLICE)
    const brought = db.transaction(() => !hasPending(db) && (bringQuietly(profile, slice), true))
    if (brought) rows = rows.slice(SLICE)
  }
  return db.transaction(() => {
    if (contact !== null) keepContact(profile, page.serverTime, contact)
    if (readSyncState(db).epoch !== page.epoch) {
      events.rows(startEpoch(profile))
      return false
    }
    if (hasPending(db)) rebaseOnto(profile, rows, settledBy(db, page.next))
    else bringQuietly(profile, rows)
    if (page.rows.length > 0) {
      eraseEnded(db)
      endAllApproved(profile)
    }
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
  const there = readRows(db, known)
  const here = new Map<RowKey, AnyRow | undefined>()
  for (const { table, id, row } of known) {
    const key = rowKey(table, id)
    const now = there.get(key)
    here.set(key, now)
    names.add(key)
    if (now !== undefined) for (const name of readKeysOf(table, now)) names.add(name)
    if (row !== null) for (const name of readKeysOf(table, row as unknown as AnyRow)) names.add(name)
  }
  const settledCases = casesOf(db, settled)
  acknowledge(profile, settled)
  const result = replay(profile, {
    names: [...names],
    settled,
    incoming: here,
    bring: () => bringAll(db, known, here),
  })
  events.rows(result)
  if (settledCases.length > 0) events.rows({ tables: ['serviceCase'], caseIds: settledCases })
  if (result.crashed.length > 0) {
    events.rows(setAside(profile, result.crashed, new Date(clock.nowMs()).toISOString()))
    for (const { pending } of result.crashed) tellOf(db, pending.envelope.id)
    events.emit({ kind: 'conflicts' })
  }
}

/** Writes rows over what is here; most of what this device sent comes back as it was decided here. Answers what is different now. */
function bringAll(
  db: WriteDb,
  rows: readonly PulledRow[],
  here: ReadonlyMap<RowKey, AnyRow | undefined>,
): ReadonlyMap<RowKey, AnyRow | undefined> {
  const now = new Map(here)
  const changed = new Map<RowKey, AnyRow | undefined>()
  const hasGone = db.value('select 1 from gone_row limit 1') !== undefined
  for (const { table, id, row: came } of rows) {
    const key = rowKey(table, id)
    const before = now.get(key)
    const row = (came as unknown as AnyRow | null) ?? undefined
    now.set(key, row)
    if (row === undefined) {
      deleteRow(db, table, id)
      db.run('insert or ignore into gone_row (key) values (?)', key)
    } else if (hasGone) db.run('delete from gone_row where key = ?', key)
    const isOther = row === undefined ? before !== undefined : putRow(db, table, row as never, before as never)
    if (isOther) changed.set(key, row)
  }
  return changed
}

/** With nothing pending there is nothing to disturb. */
function bringQuietly({ db, events }: Profile, rows: readonly PulledRow[]): void {
  const known = rows.filter((pulled) => pulled.table in TABLES)
  const here = readRows(db, known)
  bringAll(db, known, here)
  const tables = new Set<TableName>()
  const caseIds = new Set<string>()
  for (const { table, id, row: came } of known) {
    tables.add(table)
    const row = (came as unknown as AnyRow | null) ?? here.get(rowKey(table, id))
    const caseId = row === undefined ? null : caseIdOf(table, row)
    if (caseId !== null) caseIds.add(caseId)
  }
  events.rows({ tables, caseIds })
}

/** Commands whose position has been reached before they were answered for. The caller holds the transaction. */
export function settle(profile: Profile, position: number): void {
  const { db, events } = profile
  const settled = settledBy(db, position)
  if (settled.length === 0) return
  const caseIds = casesOf(db, settled)
  acknowledge(profile, settled)
  events.rows(replay(profile, { ...NOTHING_COMES, settled }))
  events.rows({ tables: ['serviceCase'], caseIds })
}

const casesOf = (db: WriteDb, ords: readonly number[]): string[] =>
  db
    .all<{ caseId: string | null }>(
      'select case_id as caseId from outbox where ord in (select value from json_each(?))',
      JSON.stringify(ords),
    )
    .flatMap(({ caseId }) => caseId ?? [])

function acknowledge(profile: Profile, settled: readonly number[]): void {
  if (settled.length === 0) return
  const { db } = profile
  const at = heardAt(profile)
  db.run(
    `insert or replace into acknowledged (ord, id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, acknowledged_at)
     select ord, id, name, version, args, act_at, skew_ms, retry_of, undo_group, case_id, ? from outbox
     where ord in (select value from json_each(?))`,
    at,
    JSON.stringify(settled),
  )
  db.run('delete from acknowledged where acknowledged_at < ?', new Date(Date.parse(at) - KEPT_MS).toISOString())
}
