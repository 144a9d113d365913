import {
  countCrash,
  countUnheard,
  heldUnder,
  isToLog,
  keepAnswered,
  markAccepted,
  markSent,
  type Pending,
  pendingById,
  removePending,
  standsWith,
  tellOf,
  toLog,
  toSend,
} from '#db/outbox.ts'
import type { AppError } from '#shared/errors.ts'
import {
  PROTOCOL_VERSION,
  type PullResponse,
  type PushRequest,
  type PushResponse,
  type Refused as WireRefused,
} from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { endAllApproved } from '../services/approved.ts'
import { erasePasscodes, passcodeBeside } from '../services/local-passcodes.ts'
import { applyPending } from '../services/pending-effects.ts'
import { type Refused, setAside } from './conflicts.ts'
import { applyPage, settle } from './pull.ts'
import { heardAt, readSyncState } from './sync-state.ts'

/** As many as the backend decides in one go. */
export const BATCH = 250
/** Of what changed meanwhile; more is pulled. Taken in beside what a person does, so not more than a moment's work. */
const ROWS = 600
/** A command that fails its request this often is set aside. */
const TRIES = 3
/** As many as a request may hold. */
const REFUSED = 500

/** What is not to be decided, only to be in the log: as given up, or as refused with this error while nobody has answered it. */
export type ToLog = { readonly pending: Pending; readonly refused: WireRefused['error'] | null }

export type Batch = {
  readonly commands: readonly Pending[]
  readonly toLog: readonly ToLog[]
}

/**
 * A place in the backend's order. `own`: another request may be on its way, so that the answer is to bring what its own commands wrote
 * and nothing else, wherever that begins.
 */
export type Stand = { readonly epoch: string; readonly after: number; readonly own?: true }

/** Rows that came with an answer, and behind which place they are. */
export type Brought = { readonly from: Stand; readonly page: PullResponse }

export const isEmpty = ({ commands, toLog: logged }: Batch): boolean => commands.length + logged.length === 0

/** Of a request with one alone: the command that it failed for. */
export const onlyOf = ({ commands, toLog: logged }: Batch): Pending | undefined =>
  commands.length + logged.length === 1 ? (commands[0] ?? logged[0]?.pending) : undefined

/**
 * The next batch, in order. Left out: what would only be refused because an earlier command of its case is about to be, and what
 * follows on the case of a command that is on its way, or that failed in this turn when it was tried alone (`skip`).
 */
export function nextBatch({ db }: Profile, limit: number, skip: ReadonlySet<string>): Batch {
  const blocked = new Set<string>()
  const refusing = new Set<string>()
  const commands: Pending[] = []
  for (const pending of toSend(db, BATCH * 2)) {
    if (commands.length === limit) break
    const of = pending.caseId ?? pending.envelope.id
    if (skip.has(pending.envelope.id)) blocked.add(of)
    if (blocked.has(of)) continue
    if (pending.refusal !== null && pending.status === 'queued') {
      if (refusing.has(of)) continue
      refusing.add(of)
    }
    commands.push(pending)
  }
  if (limit === 1 && commands.length > 0) return { commands, toLog: [] }
  const logged = toLog(db, BATCH).filter(({ envelope }) => !skip.has(envelope.id))
  const told = logged.slice(0, limit).map((pending) => ({ pending, refused: standsWith(db, pending.envelope.id) }))
  return { commands, toLog: told }
}

/**
 * The request of a batch. From here on its commands may have arrived, whatever is heard of it.
 * @param stands where this device will stand when the answer comes; null where it takes in no rows with it
 */
export function startPush(profile: Profile, batch: Batch, stands: Stand | null): PushRequest {
  const { db, deviceId } = profile
  const { epoch } = readSyncState(db)
  const queued = batch.commands.filter((pending) => pending.status === 'queued')
  const ords = queued.map(({ ord }) => ord)
  if (ords.length > 0) markSent(db, ords)
  const givenUp = batch.toLog.flatMap(({ pending, refused }) => (refused === null ? [pending] : []))
  return {
    protocol: PROTOCOL_VERSION,
    deviceId,
    sentAt: profile.acts.now(),
    commands: batch.commands.map((pending) => pending.envelope),
    passcodes: batch.commands.flatMap(({ envelope, caseId }) => {
      const passcode = caseId === null ? null : passcodeBeside(profile, envelope.id)
      return passcode === null || caseId === null ? [] : [{ commandId: envelope.id, caseId, passcode }]
    }),
    discards: givenUp.filter(({ spent }) => spent).map(({ envelope }) => envelope.id),
    givenUp: givenUp.map((pending) => pending.envelope),
    refused: batch.toLog.flatMap((each) => refusedIn(profile, each)).slice(0, REFUSED),
    ...(epoch !== null && { epoch }),
    ...(stands !== null && { pull: { ...stands, limit: ROWS } }),
  }
}

/** A refused command that stands, and those of them that wait under it. */
function refusedIn({ db }: Profile, { pending, refused: error }: ToLog): PushRequest['refused'] {
  if (error === null) return []
  const waiting = heldUnder(db, pending.envelope.id).filter(({ spent }) => spent)
  return [pending, ...waiting].map(({ envelope }) => ({ command: envelope, error }))
}

/**
 * What an answer brought, if it may be taken in. It may not while other commands have been sent whose answer was never heard: their
 * rows may be in it, and they would be decided a second time on top of themselves. What has only its own commands' rows may while
 * `onTheWay` are, where it begins where the device stands.
 */
export function broughtBy(
  { db }: Profile,
  stand: Stand | null,
  { page, from }: PushResponse,
  onTheWay: number,
): Brought | null {
  if (stand === null || page === undefined || countUnheard(db) > onTheWay) return null
  if (stand.own !== true) return onTheWay > 0 ? null : { from: stand, page }
  return from === readSyncState(db).position ? { from: { epoch: stand.epoch, after: from }, page } : null
}

/** Takes it in, if the device stands where it begins. */
export function takeBrought(profile: Profile, { from, page }: Brought): void {
  const at = readSyncState(profile.db)
  if (at.filled && at.epoch === from.epoch && at.position === from.after) applyPage(profile, page, null)
}

/**
 * Takes the answers in, all in one transaction. Accepted commands stay until a pull brings their rows. Not waited for until it is
 * on the disk: what a power failure takes is sent again and gets the same answers.
 */
export function finishPush(profile: Profile, batch: Batch, response: PushResponse): void {
  profile.db.unsynced(() => takeAnswers(profile, batch, response))
}

function takeAnswers(profile: Profile, batch: Batch, response: PushResponse): void {
  const { db } = profile
  db.transaction(() => {
    letGo(profile, batch.toLog)
    const accepted = response.results.filter((result) => result.status === 'accepted')
    markAccepted(db, accepted)
    erasePasscodes(
      db,
      accepted.map(({ id }) => id),
    )
    const refused: Refused[] = []
    for (const result of response.results) {
      if (result.status === 'accepted') continue
      const pending = pendingById(db, result.id)
      if (pending !== undefined) refused.push({ pending, error: result.error })
    }
    if (refused.length > 0) setRefusedAside(profile, refused, response.results)
    if (refused.length > 0) endAllApproved(profile)
    const { epoch, position } = readSyncState(db)
    if (epoch === response.epoch) settle(profile, position)
    // Nothing has come yet: a fill of another epoch must find that what was accepted here is not in it.
    else if (epoch === null) db.run('update sync_state set epoch = ? where one = 1', response.epoch)
  })
}

/** What was to be logged is, or cannot be; a restored backend is told again. What was answered meanwhile is told as that next. */
function letGo(profile: Profile, logged: readonly ToLog[]): void {
  const { db } = profile
  const at = heardAt(profile)
  for (const { pending, refused } of logged) {
    const { ord, envelope } = pending
    if (refused !== null && standsWith(db, envelope.id) === null) continue
    if (refused === null) keepAnswered(db, 'outbox', envelope.id, at, 'given up')
    removePending(db, ord)
  }
}

/** What is held under one of these refusals although the backend accepted it goes on: its word stands. */
function setRefusedAside(profile: Profile, refused: readonly Refused[], results: PushResponse['results']): void {
  const { db, clock, events } = profile
  events.rows(setAside(profile, refused, new Date(clock.nowMs()).toISOString()))
  for (const result of results) {
    const pending = result.status === 'accepted' ? pendingById(db, result.id) : undefined
    if (result.status !== 'accepted' || pending?.status !== 'held') continue
    markAccepted(db, [result])
    applyPending(profile, pending)
  }
  events.emit({ kind: 'conflicts' })
}

/** A request with this one command failed. */
export type Failure = { readonly pending: Pending; readonly error: AppError }

/**
 * Counts a failure against its command, if it is the command's: `isWell`, the backend has decided others in the same turn. Where
 * nothing goes through, the fault is the backend's, and everything waits for it to be mended. True: it is set aside now.
 */
export function countFailure(profile: Profile, { pending, error }: Failure, isWell: boolean): boolean {
  const { db, clock } = profile
  if (!isWell && pending.crashes === 0) return false
  const forGood = error.code === 'input.invalid'
  return db.transaction(() => {
    if (!forGood && countCrash(db, pending.ord) < TRIES) return false
    if (isToLog(pending)) {
      letGo(profile, [{ pending, refused: standsWith(db, pending.envelope.id) }])
      return true
    }
    const why: AppError = forGood ? error : { code: 'command.crashed', facts: { name: pending.envelope.name } }
    profile.events.rows(setAside(profile, [{ pending, error: why }], new Date(clock.nowMs()).toISOString()))
    if (!forGood) tellOf(db, pending.envelope.id) // what the backend cannot read it cannot log either
    profile.events.emit({ kind: 'conflicts' })
    return true
  })
}
