import { type NewRow, putManyRows } from '#db/bulk.ts'
import type { ReadDb, WriteDb } from '#db/client.ts'
import { touchesBy } from '#db/outbox.ts'
import { addManyPending, type Decided } from '#db/outbox-many.ts'
import type { Profile } from '#electron/data/profile.ts'
import { decideOnDevice, type LocalDecision } from '#electron/data/services/decide-on-device.ts'
import { readRow } from '#db/rows.ts'
import { idsOf } from '#shared/domain/command/decide.ts'
import type { Read, ReadAnswer } from '#shared/domain/command/read.ts'
import { commandOf } from '#shared/domain/commands.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Answer } from './import-rows.ts'
import type { Registration } from './to-registration.ts'

/** What is decided and not yet written, and what is known of the rows that decisions ask for. */
type Batch = {
  readonly rows: NewRow[]
  readonly decided: Decided[]
  /** Where the cases came from that are in the file. */
  readonly sources: Map<string, string | null>
  /** Commands that are in the outbox and made no case: only the backend can decide them. */
  readonly waiting: ReadonlySet<string>
  /** Agreements, as they are while nobody else can write. */
  readonly answers: Map<string, ReadAnswer>
}

/** As many rows as are committed together: each page that they share is written once for them, and the file is held half a second. */
export const TOGETHER = 500

/** Sets a connection for many rows: most pages that they meet stay at hand, and each is written to the file once for many commits. */
export function expectManyRows(db: WriteDb): void {
  db.run('pragma cache_size = -131072')
  db.value('pragma wal_autocheckpoint = 16000')
}

/**
 * Commits registrations to a person's file in one durable transaction: each is decided as at the counter and takes its place in the
 * outbox, a refused one leaves nothing behind. Their rows are all new, so they are written together at the end.
 */
export function submitToProfile(profile: Profile, registrations: readonly Registration[]): Answer[] {
  const { db } = profile
  return db.transaction(() => {
    const batch: Batch = {
      rows: [],
      decided: [],
      sources: sourcesOf(db, registrations),
      waiting: waitingOf(db, registrations),
      answers: new Map(),
    }
    let cases = new Set<string>()
    const write = () => {
      addManyPending(db, batch.decided.splice(0))
      putManyRows(db, batch.rows)
      profile.events.rows({ tables: new Set(batch.rows.map(({ table }) => table)), caseIds: cases })
      batch.rows.length = 0
      cases = new Set()
    }
    const answers = registrations.map((registration) => {
      // The same case once more in the file is decided on what the first of them made.
      if (cases.has(registration.args.caseId)) write()
      cases.add(registration.args.caseId)
      return submitOne(profile, registration, batch)
    })
    write()
    return answers
  })
}

/** Cases of the batch that are there, with where they came from. */
const sourcesOf = (db: ReadDb, registrations: readonly Registration[]): Map<string, string | null> =>
  new Map(
    db
      .all<{ id: string; source: string | null }>(
        'select id, source from service_case where id in (select value from json_each(?))',
        JSON.stringify(registrations.map(({ args }) => args.caseId)),
      )
      .map(({ id, source }) => [id, source]),
  )

const waitingOf = (db: ReadDb, registrations: readonly Registration[]): Set<string> =>
  new Set(
    db
      .all<{ id: string }>(
        'select id from outbox where id in (select value from json_each(?))',
        JSON.stringify(registrations.map(({ commandId }) => commandId)),
      )
      .map(({ id }) => id),
  )

/** A case that is known by its source came in before, here or elsewhere. */
function submitOne(profile: Profile, registration: Registration, batch: Batch): Answer {
  const { caseId, source } = registration.args
  const came = batch.sources.get(caseId)
  if (came === undefined ? batch.waiting.has(registration.commandId) : came === source) return { kind: 'repeated' }
  const envelope = envelopeOf(profile, registration)
  const decision = decideOnDevice(profile, envelope, idsOf(envelope.id), (read) => known(profile, batch, caseId, read))
  if (decision.kind === 'refused' || decision.kind === 'crashed') return { kind: 'refused', error: decision.error }
  const made = rowsOf(decision)
  const written = made.map(({ table, row }) => ({ table, row, made: true }))
  batch.decided.push({ envelope, caseId, touches: touchesBy(decision.reads, written) })
  batch.rows.push(...made)
  batch.sources.set(caseId, source)
  return { kind: 'accepted' }
}

/** The case itself when it is not there: it is this command that makes it. An agreement is read once for a batch. */
function known({ db }: Profile, { sources, answers }: Batch, caseId: string, read: Read): ReadAnswer | undefined {
  if (!('id' in read)) return undefined
  if (read.table === 'serviceCase') return sources.has(caseId) ? undefined : { rows: [], elsewhere: false }
  if (read.table !== 'agreement') return undefined
  let answer = answers.get(read.id)
  if (answer === undefined) {
    const row = readRow(db, 'agreement', read.id)
    if (row === undefined) return undefined
    answers.set(read.id, (answer = { rows: [row], elsewhere: false }))
  }
  return answer
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
