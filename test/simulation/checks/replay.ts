import { Permission } from '#shared/domain/command/permission.ts'
import { changedId } from '#shared/domain/command/change.ts'
import { decideWith, idsOf } from '#shared/domain/command/decide.ts'
import type { Read, ReadAnswer } from '#shared/domain/command/read.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { type AnyRow, rowKey, splitRowKey, TABLES, type TableName } from '#shared/domain/tables.ts'
import { count } from '../acts/journal.ts'
import type { Stage } from '../history/stage.ts'
import { PEOPLE } from '../world/people.ts'
import { isAdoption, isDismissal } from './approvals.ts'
import type { BackendState, Logged } from './backend-state.ts'
import { firstDifference } from './first-difference.ts'

const DECIDED: readonly TableName[] = ['serviceCase', 'timelineEntry', 'warrantyDecision', 'feeEntry', 'estimate']
/** Refusals that follow from who asks, or from what was done before, and not from the rows. */
const OF_THE_ASKER = [
  'permission.denied',
  'row.out-of-scope',
  'command.crashed',
  'command.unknown',
  'input.invalid',
  'command.done-already',
]

/**
 * The rows are what the accepted commands make of nothing, decided once each in the order of the log by the pure core; and what
 * was refused is refused in its place.
 */
export function checkReplay({ journal }: Stage, backend: BackendState): void {
  const { violations, coverage } = journal
  const rows = new Map<string, AnyRow>()
  const final = new Map<string, AnyRow>()
  for (const { table, id, data } of backend.rows) {
    final.set(rowKey(table, id), data as unknown as AnyRow)
    if (!DECIDED.includes(table)) rows.set(rowKey(table, id), data as unknown as AnyRow)
  }
  let position = 0
  for (const logged of backend.log) {
    if (logged.status === 'discarded' && logged.error === null) continue // never decided
    if (logged.status !== 'accepted' && journal.toldOf.has(logged.id)) continue // decided by the backend before it was restored
    if (logged.status !== 'accepted' && OF_THE_ASKER.includes(logged.error?.code ?? '')) continue
    if (logged.error?.field === 'passcode') continue // what did not come beside it is not in the log
    const again = decideAgain(logged, backend, rows, final)
    const accepted = again === 'accepted' || again === 'accepted without effect'
    if (again === 'accepted' && logged.status === 'accepted') {
      if ((logged.position ?? -1) < position)
        violations.push(`decided later, placed before: ${logged.name} ${logged.id}`)
      position = logged.position ?? position
    }
    if (accepted !== (logged.status === 'accepted'))
      violations.push(`${logged.name} ${logged.id} was ${logged.status}, but its place in the log says ${again}`)
  }
  count(coverage.rules, 'replayed', backend.log.length)
  for (const { table, data } of backend.rows) for (const { rule } of reasonsIn(table, data)) count(coverage.rules, rule)
  const difference = firstDifference(tablesOf(rows), tablesOf(final))
  if (difference !== null) violations.push(`the rows are not what the log makes: ${difference}`)
}

/** What a decision or a promise was explained by. */
const reasonsIn = (table: TableName, data: Record<string, unknown>): readonly { rule: string }[] =>
  ((table === 'timelineEntry' ? (data.data as { reasons?: unknown }).reasons : data.reasons) ?? []) as {
    rule: string
  }[]

function decideAgain(
  logged: Logged,
  { leases, byId }: BackendState,
  rows: Map<string, AnyRow>,
  final: ReadonlyMap<string, AnyRow>,
): string {
  const command = commandOf(logged.name)
  if (command === undefined) return 'that it is unknown'
  const made = final.get(rowKey('serviceCase', String(logged.args.caseId)))
  const adopts = isAdoption(logged)
    ? { commandId: logged.retryOf ?? '', actorName: nameOf(byId.get(logged.retryOf ?? '')?.actorId ?? '') }
    : undefined
  const decision = decideWith(
    command,
    logged,
    {
      commandId: logged.id,
      actor: { id: logged.actorId, name: nameOf(logged.actorId), permissions: Permission.options },
      actAt: new Date(Math.round(logged.actMs)).toISOString(),
      adopts,
      settles: isDismissal(logged) ? String(logged.args.commandId) : undefined,
      unconfirmed: logged.actUnconfirmed
        ? { startsAt: new Date(Math.round(logged.receivedMs)).toISOString() }
        : undefined,
      decidedAt: logged.decidedAt,
      leases: leases.filter((lease) => lease.deviceId === logged.deviceId),
      spareNumber: made !== undefined && 'number' in made ? made.number : null,
      id: idsOf(logged.id, adopts),
    },
    (read) => answer(rows, read),
  )
  if (decision.kind !== 'accepted')
    return decision.kind === 'refused' ? `refused (${decision.error.code})` : decision.kind
  if (logged.status === 'accepted')
    for (const change of decision.changes) {
      const key = rowKey(change.table, changedId(change))
      const next = change.op === 'put' ? change.row : { ...rows.get(key), ...change.fields }
      rows.set(key, TABLES[change.table].parse(next) as AnyRow)
    }
  return decision.changes.length > 0 ? 'accepted' : 'accepted without effect'
}

function answer(rows: ReadonlyMap<string, AnyRow>, read: Read): ReadAnswer {
  if ('id' in read) {
    const row = rows.get(rowKey(read.table, read.id))
    return { rows: row ? [row] : [], elsewhere: false }
  }
  const found = [...rows]
    .filter(
      ([key, row]) => key.startsWith(`${read.table}/`) && (row as Record<string, unknown>)[read.by] === read.value,
    )
    .map(([, row]) => row)
  return { rows: found, elsewhere: false }
}

const nameOf = (id: string): string => Object.values(PEOPLE).find((person) => person.id === id)?.name ?? ''

function tablesOf(rows: ReadonlyMap<string, AnyRow>): Record<string, AnyRow[]> {
  const tables: Record<string, AnyRow[]> = Object.fromEntries(DECIDED.map((table) => [table, []]))
  for (const [key, row] of rows) tables[splitRowKey(key as `${TableName}/${string}`).table]?.push(row)
  return tables
}
