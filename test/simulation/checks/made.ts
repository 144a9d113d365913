import { asLogged } from '#backend/services/deciding/log-args.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { TRUSTED_SKEW_MS } from '#shared/domain/command/clock-trust.ts'
import { count, type Made } from '../acts/journal.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState, Logged } from './backend-state.ts'
import { stable } from './first-difference.ts'

/** What the device learned of the time may be off by the time that its requests took. */
const TIME_MS = 5000

/** What somebody was told was saved is in the backend's log with its input, a conflict that the window lists, or waits for a supervisor. */
export function checkMade({ desks, journal }: Stage, { byId, log, listed: waiting }: BackendState): void {
  const { violations } = journal
  const visible = new Map(desks.map((desk) => [desk, listedOn(desk)]))
  const triedAgain = triesAgain(journal.made, log)
  const isKnown = (id: string): boolean =>
    byId.has(id) ||
    waiting.has(id) ||
    visible.get(journal.made.get(id)?.desk as SimDesk)?.has(id) === true ||
    goesOn(id)
  /** In another try, of which a backup from before knows nothing but the desk that made it does. */
  const goesOn = (id: string): boolean => (triedAgain.get(id) ?? []).some(isKnown)
  for (const [id, made] of journal.made) {
    const logged = byId.get(id)
    const listed = visible.get(made.desk)?.get(id)
    const isHeld = waiting.has(id)
    const who = `${made.envelope.name} ${id} of ${made.desk.username} (${made.fate})`
    if (made.fate === 'undone' && logged !== undefined) violations.push(`taken back, yet logged: ${who}`)
    if (made.fate === 'kept' && !logged && !listed && !isHeld && !goesOn(id)) violations.push(`lost: ${who}`)
    if (made.fate === 'discarded' && logged?.status !== 'discarded')
      violations.push(`discarded, but the log says ${logged?.status ?? 'nothing'}: ${who}`)
    if (logged?.status === 'refused' && made.fate === 'kept' && !listed && !isHeld && !goesOn(id))
      violations.push(`refused, and nobody is told: ${who}`)
    if ((listed === 'conflict' || made.refused) && !logged && made.fate !== 'unknown')
      violations.push(`refused, but the log says nothing: ${who}`)
    if (listed === 'conflict' && journal.stoodAtRestore.has(id))
      count(journal.coverage.faults, 'a conflict that outlives a restore')
    if (logged?.status === 'accepted' && listed === 'conflict') violations.push(`accepted, yet a conflict: ${who}`)
    if (logged !== undefined && made.fate !== 'unknown') checkInput(violations, who, made, logged.args)
    if (logged !== undefined && !made.clockUnsure && made.fate !== 'unknown') checkTime(violations, who, made, logged)
    if (logged !== undefined && made.fate !== 'unknown') checkTrust(violations, who, made, logged)
  }
}

/** By what was tried: the tries after it, from the log and from what people were told. */
function triesAgain(made: ReadonlyMap<string, Made>, log: readonly Logged[]): ReadonlyMap<string, readonly string[]> {
  const tries = new Map<string, string[]>()
  for (const { id, retryOf } of [...log, ...[...made.values()].map(({ envelope }) => envelope)])
    if (retryOf !== null) tries.set(retryOf, [...(tries.get(retryOf) ?? []), id])
  return tries
}

function listedOn({ running }: SimDesk): Map<string, 'conflict' | 'waiting'> {
  const found = new Map<string, 'conflict' | 'waiting'>()
  for (const { id, waiting } of running === null ? [] : listConflicts(running.profile.db)) {
    found.set(id, 'conflict')
    for (const each of waiting) found.set(each.id, 'waiting')
  }
  return found
}

function checkInput(violations: string[], who: string, made: Made, args: unknown): void {
  if (stable(asLogged(made.envelope.args)) !== stable(args)) violations.push(`logged with another input: ${who}`)
}

/** The act time is when the person acted, whatever the device's clock said. */
function checkTime(violations: string[], who: string, made: Made, logged: Logged): void {
  const off = logged.actMs - made.trueMs
  if (Math.abs(off) > TIME_MS) violations.push(`act time off by ${Math.round(off / 1000)} s: ${who}`)
}

/** Where nobody could know the time, nobody counts from it: unless two changes of the clock made up for each other unseen. */
function checkTrust(violations: string[], who: string, made: Made, logged: Logged): void {
  const off = Math.abs(logged.actMs - made.trueMs)
  if (off > TRUSTED_SKEW_MS + TIME_MS && !logged.actUnconfirmed && made.stretch.jumps < 2)
    violations.push(`act time off by ${Math.round(off / 1000)} s, and trusted: ${who}`)
}
