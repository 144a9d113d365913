import { type NewRow, putManyRows } from '#db/bulk.ts'
import { addPending, keepTouches } from '#db/outbox.ts'
import type { Profile } from '#electron/data/profile.ts'
import { decideOnDevice, type LocalDecision } from '#electron/data/services/decide-on-device.ts'
import { commandOf } from '#shared/domain/commands.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Answer } from './import-rows.ts'
import type { Registration } from './to-registration.ts'

/**
 * Commits registrations to a person's file in one durable transaction: each is decided as at the counter and takes its place in the
 * outbox, a refused one leaves nothing behind. Their rows are all new, so they are written together at the end.
 */
export function submitToProfile(profile: Profile, batch: readonly Registration[]): Answer[] {
  const { db } = profile
  return db.transaction(() => {
    let rows: NewRow[] = []
    let cases = new Set<string>()
    const write = () => {
      putManyRows(db, rows)
      profile.events.rows({ tables: new Set(rows.map(({ table }) => table)), caseIds: cases })
      rows = []
      cases = new Set()
    }
    const answers = batch.map((registration) => {
      // The same case once more in the file is decided on what the first of them made.
      if (cases.has(registration.args.caseId)) write()
      cases.add(registration.args.caseId)
      return submitOne(profile, registration, rows)
    })
    write()
    return answers
  })
}

/** @param rows takes up what it makes. The case is known by its source: it came in before, here or elsewhere. */
function submitOne(profile: Profile, registration: Registration, rows: NewRow[]): Answer {
  const { db } = profile
  const { caseId, source } = registration.args
  if (db.value('select source from service_case where id = ?', caseId) === source) return { kind: 'repeated' }
  const envelope = envelopeOf(profile, registration)
  const decision = decideOnDevice(profile, envelope)
  if (decision.kind === 'refused' || decision.kind === 'crashed') return { kind: 'refused', error: decision.error }
  const made = rowsOf(decision)
  const { ord } = addPending(db, envelope, caseId)
  keepTouches(
    db,
    ord,
    decision.reads,
    made.map(({ table, row }) => ({ table, row, made: true })),
  )
  rows.push(...made)
  return { kind: 'accepted' }
}

/** A registration makes a case and its first history entry, and changes nothing that is there. */
function rowsOf(decision: LocalDecision): NewRow[] {
  if (decision.kind !== 'accepted') return []
  return decision.changes.map((change) => {
    if (change.op !== 'put') throw new Error(`a registration changed a ${change.table}`)
    return { table: change.table, row: change.row }
  })
}

const envelopeOf = ({ acts }: Profile, { commandId, args }: Registration): CommandEnvelope => ({
  id: commandId,
  name: 'case.register',
  version: commandOf('case.register')?.version ?? 1,
  args,
  actAt: acts.next(),
  skewMs: acts.skewMs(),
  retryOf: null,
  undoGroup: null,
})
