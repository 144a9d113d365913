import type { ConflictView } from '#shared/contract/views.ts'
import { rowKey } from '#shared/domain/tables.ts'
import type { AppError } from '#shared/errors.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { ReadDb } from '../client.ts'
import { ENVELOPE_COLUMNS, heldUnder, isRowPending, toEnvelope } from '../outbox.ts'
import { readRow } from '../rows.ts'
import { settledBy } from './approved.ts'

type Found = Parameters<typeof toEnvelope>[0] & {
  caseId: string | null
  error: string
  actorName: string
  refusedAt: string
}
const COLUMNS = `${ENVELOPE_COLUMNS}, case_id as caseId, error, actor_name as actorName, refused_at as refusedAt`

/** Conflicts of one case or of all, the latest first, each with what stands in its way now. */
export function listConflicts(db: ReadDb, caseId: string | null = null): ConflictView[] {
  const found =
    caseId === null
      ? db.all<Found>(`select ${COLUMNS} from conflict order by ord desc`)
      : db.all<Found>(`select ${COLUMNS} from conflict where case_id = ? order by ord desc`, caseId)
  return found.map((row) => toView(db, row))
}

export function getConflict(db: ReadDb, id: string): ConflictView | null {
  const row = db.get<Found>(`select ${COLUMNS} from conflict where id = ?`, id)
  return row === undefined ? null : toView(db, row)
}

export const countConflicts = (db: ReadDb): number => db.value<number>('select count(*) from conflict') ?? 0

function toView(db: ReadDb, row: Found): ConflictView {
  const command = toEnvelope(row)
  const serviceCase = row.caseId === null ? undefined : readRow(db, 'serviceCase', row.caseId)
  const args = command.args as { productName?: string; number?: number | null }
  return {
    id: row.id,
    command,
    error: JSON.parse(row.error) as AppError as ConflictView['error'],
    caseId: row.caseId,
    caseNumber: serviceCase?.number ?? args.number ?? null,
    productName: serviceCase?.productName ?? args.productName ?? null,
    actorName: row.actorName,
    refusedAt: row.refusedAt,
    theirs: theirsOf(db, command, row.caseId),
    settled: settledBy(db, row.id, row.caseId),
    waiting: heldUnder(db, row.id).map(({ envelope, caseId }) => ({
      ...envelope,
      settled: settledBy(db, envelope.id, caseId),
    })),
  }
}

/** What stands now, as far as the refused command asked about it: the other decision, estimate or value, and whose it is. */
function theirsOf(db: ReadDb, command: CommandEnvelope, caseId: string | null): ConflictView['theirs'] {
  const serviceCase = caseId === null ? undefined : readRow(db, 'serviceCase', caseId)
  if (serviceCase === undefined) return null
  const decision = serviceCase.decisionId === null ? undefined : readRow(db, 'warrantyDecision', serviceCase.decisionId)
  const estimate = serviceCase.estimateId === null ? undefined : readRow(db, 'estimate', serviceCase.estimateId)
  const field = (command.args as { field?: keyof typeof serviceCase }).field
  const nobody = { decision: null, estimate: null, value: null, actorName: null, actAt: null }
  switch (command.name) {
    case 'warranty.decide':
      return {
        ...nobody,
        decision: decision ?? null,
        actorName: decision?.actorName ?? null,
        actAt: decision?.actAt ?? null,
      }
    case 'estimate.send':
    case 'estimate.accept':
    case 'estimate.decline': {
      const by = lastOf(
        db,
        serviceCase.id,
        estimate?.state === 'sent'
          ? 'estimate.send'
          : `estimate.${estimate?.state === 'accepted' ? 'accept' : 'decline'}`,
      )
      return { ...nobody, estimate: estimate ?? null, ...by }
    }
    case 'case.edit': {
      const value = field === undefined ? null : (serviceCase[field] ?? null)
      return { ...nobody, value, ...lastOf(db, serviceCase.id, 'case.edit', field) }
    }
    case 'case.assign':
      return { ...nobody, value: serviceCase.ownerId, ...lastOf(db, serviceCase.id, 'case.assign') }
    case 'diagnosis.record':
      return { ...nobody, value: serviceCase.finding, ...lastOf(db, serviceCase.id, 'diagnosis.record') }
    default:
      return { ...nobody, decision: decision ?? null, value: serviceCase.state, ...lastOf(db, serviceCase.id, null) }
  }
}

/** Who last did this on the case, among what the backend has confirmed. */
function lastOf(
  db: ReadDb,
  caseId: string,
  kind: string | null,
  field?: string,
): { actorName: string | null; actAt: string | null } {
  const entries = db.all<{ id: string; actorName: string; actAt: string; data: string }>(
    `select id, actor_name as actorName, act_at as actAt, data from timeline_entry
     where case_id = ? and (? is null or kind = ?) order by act_at desc, id desc limit 200`,
    caseId,
    kind,
    kind,
  )
  const last = entries.find(
    (entry) =>
      !isRowPending(db, rowKey('timelineEntry', entry.id)) &&
      (field === undefined || (JSON.parse(entry.data) as { field?: string }).field === field),
  )
  return { actorName: last?.actorName ?? null, actAt: last?.actAt ?? null }
}
