import { applyChanges, giveUpBases, putBack } from '#db/apply.ts'
import {
  countCrash,
  keepTouches,
  markRefusal,
  type Pending,
  pendingAt,
  forgetTouches,
  pendingIndex,
  writtenBy,
  removeSettled,
} from '#db/outbox.ts'
import { type AnyRow, caseIdOf, type RowKey, rowKey, splitRowKey, type TableName } from '#shared/domain/tables.ts'
import { readRow } from '#db/rows.ts'
import { overtaken, planRebase } from '#shared/sync/rebase.ts'
import type { AppError } from '#shared/errors.ts'
import type { Profile } from '../profile.ts'
import { decideOnDevice, type LocalDecision } from './decide-on-device.ts'

/** A handler may crash this often before its command is set aside. */
const CRASHES = 3

/** Decides a pending command, of which nothing is remembered, and writes what it does: rows, base images, the names it has to do with. */
export function applyPending(profile: Profile, pending: Pending): LocalDecision {
  const { db } = profile
  const decision = decideOnDevice(profile, pending.envelope)
  const written = decision.kind === 'accepted' ? applyChanges(db, decision.changes) : []
  // A crash tells nothing of what was read; with its case it comes up again when that changes.
  const onCase = pending.caseId === null ? [] : [rowKey('serviceCase', pending.caseId)]
  keepTouches(db, pending.ord, decision.kind === 'crashed' ? onCase : decision.reads, written)
  const refusal = decision.kind === 'refused' || decision.kind === 'crashed' ? decision.error : null
  if (refusal !== null || pending.refusal !== null) markRefusal(db, pending.ord, refusal)
  return decision
}

export type Replay = {
  /** Names of rows that came, or of nothing. */
  readonly names: readonly string[]
  /** Commands that are not pending any more; taken out of the outbox. */
  readonly settled: readonly number[]
  /** Rows that will be written, each as a whole, between putting back and deciding again; with what stands there now. */
  readonly incoming: ReadonlyMap<RowKey, AnyRow | undefined>
  /** Writes them; answers those that are different now, as they are. */
  readonly bring: () => ReadonlyMap<RowKey, AnyRow | undefined>
}

/** No rows come. */
export const NOTHING_COMES = { names: [], incoming: new Map(), bring: () => new Map() } as const

export type Replayed = {
  readonly tables: ReadonlySet<TableName>
  readonly caseIds: ReadonlySet<string>
  /** Commands that no longer hold here, with why. */
  readonly refused: readonly { pending: Pending; error: AppError }[]
  /** Commands whose handler crashed once too often, and that the backend cannot have accepted. */
  readonly crashed: readonly { pending: Pending; error: AppError }[]
}

/**
 * Puts back what is disturbed, brings in what came, decides again what is left, and says what is different afterwards. The
 * caller holds the transaction. The laws are in `shared/sync/rebase.ts`.
 */
export function replay(profile: Profile, { names, settled, incoming, bring }: Replay): Replayed {
  const { db } = profile
  const plan = planRebase(pendingIndex(db, settled), names, settled)
  const look = (key: RowKey): AnyRow | undefined => {
    const { table, id } = splitRowKey(key)
    return readRow(db, table, id)
  }
  const before = new Map<RowKey, AnyRow | undefined>(incoming)
  /** Keys of rows that something else than what came may have changed. */
  const touched = new Set<RowKey>()
  const keep = (key: RowKey): void => {
    touched.add(key)
    if (!before.has(key)) before.set(key, look(key))
  }

  const toPutBack = plan.putBack as readonly RowKey[]
  giveUpBases(
    db,
    toPutBack.filter((key) => incoming.has(key)),
  )
  for (const key of toPutBack) {
    if (incoming.has(key)) continue
    keep(key)
    putBack(db, key)
  }
  for (const ord of plan.decideAgain) forgetTouches(db, ord)
  const changed = bring()
  removeSettled(db, settled)

  const decided = decideInOrder(profile, plan.decideAgain, { put: keep, wrote: (key) => touched.add(key) })
  const refused: { pending: Pending; error: AppError }[] = []
  const crashed: { pending: Pending; error: AppError }[] = []
  for (const { pending, decision } of decided) {
    if (decision.kind === 'refused') refused.push({ pending, error: decision.error })
    if (decision.kind === 'crashed' && countCrash(db, pending.ord) >= CRASHES && pending.status === 'queued')
      crashed.push({ pending, error: decision.error })
  }

  const tables = new Set<TableName>()
  const caseIds = new Set<string>()
  for (const key of new Set([...changed.keys(), ...touched])) {
    const was = before.get(key)
    const is = touched.has(key) ? look(key) : changed.get(key)
    if (touched.has(key) && JSON.stringify(was) === JSON.stringify(is)) continue
    const { table } = splitRowKey(key)
    tables.add(table)
    const row = is ?? was
    const caseId = row === undefined ? null : caseIdOf(table, row)
    if (caseId !== null) caseIds.add(caseId)
  }
  return { tables, caseIds, refused, crashed }
}

/** The rows that are about to be put back, and those that were written. */
type Watch = { readonly put: (key: RowKey) => void; readonly wrote: (key: RowKey) => void }

/** Decides commands again, in order; once more from the start with those that one of them overtook. Law 7 of `shared/sync/rebase.ts`. */
function decideInOrder(profile: Profile, ords: readonly number[], watch: Watch) {
  const { db } = profile
  const index = pendingIndex(db)
  const again = new Set(ords)
  const asBefore = new Map<number, Pending>()
  for (;;) {
    const decided: { pending: Pending; decision: LocalDecision }[] = []
    const met = [...again]
      .sort((a, b) => a - b)
      .some((ord) => {
        const pending = pendingAt(db, ord)
        if (pending === undefined) return false
        if (!asBefore.has(ord)) asBefore.set(ord, pending)
        decided.push({ pending: asBefore.get(ord) ?? pending, decision: applyPending(profile, pending) })
        for (const key of writtenBy(db, ord)) watch.wrote(key)
        return overtaken(index, ord, again).length > 0
      })
    if (!met) return decided
    const more = planRebase(
      index,
      decided.flatMap(({ pending }) => index.readNames(pending.ord)),
      [],
    )
    for (const key of more.putBack as readonly RowKey[]) watch.put(key)
    for (const key of more.putBack as readonly RowKey[]) putBack(db, key)
    for (const ord of more.decideAgain) again.add(ord)
    for (const ord of again) forgetTouches(db, ord)
  }
}
