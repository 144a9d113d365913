import type { CaseView, RowMark } from '#shared/contract/views.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import { rowKey } from '#shared/domain/tables.ts'
import type { ReadDb } from '../client.ts'
import { isRowPending } from '../outbox.ts'
import { readRange, readRow } from '../rows.ts'
import { listConflicts } from './conflicts.ts'
import { openDuplicates } from './search-duplicates.ts'

/** Everything that the screen of one case shows; null when it is not on this device. */
export function getCaseView(db: ReadDb, caseId: string): CaseView | null {
  const serviceCase = readRow(db, 'serviceCase', caseId)
  if (serviceCase === undefined) return null
  const optional = <T>(id: string | null, read: (id: string) => T | undefined): T | null =>
    id === null ? null : (read(id) ?? null)
  const conflicts = listConflicts(db, caseId)
  return {
    serviceCase,
    mark: markOf(db, caseId, conflicts.length),
    customer: optional(serviceCase.customerId, (id) => readRow(db, 'customer', id)),
    unit: optional(serviceCase.unitId, (id) => readRow(db, 'unit', id)),
    agreement: agreementOf(db, serviceCase.contract),
    ownerName: optional(serviceCase.ownerId, (id) => readRow(db, 'colleague', id)?.name),
    decision: optional(serviceCase.decisionId, (id) => readRow(db, 'warrantyDecision', id)),
    estimate: optional(serviceCase.estimateId, (id) => readRow(db, 'estimate', id)),
    fees: readRange(db, 'feeEntry', 'caseId', caseId),
    timeline: readRange(db, 'timelineEntry', 'caseId', caseId).map((entry) => ({
      ...entry,
      pending: isRowPending(db, rowKey('timelineEntry', entry.id)),
    })),
    conflicts,
    related: openDuplicates(db, {
      serialNo: serviceCase.serialNo,
      phones: [serviceCase.mobile, serviceCase.phone],
      except: caseId,
    }),
  }
}

function markOf(db: ReadDb, caseId: string, conflicts: number): RowMark {
  if (conflicts > 0) return 'refused'
  return db.value('select 1 from outbox where case_id = ? limit 1', caseId) === undefined ? 'none' : 'pending'
}

function agreementOf(db: ReadDb, contract: string) {
  const id = agreementIdOf(contract)
  return readRow(db, 'agreement', id) ?? null
}
