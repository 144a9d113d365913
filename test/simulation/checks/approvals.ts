import { v5 as uuidV5 } from 'uuid'
import { listConflicts } from '#db/queries/conflicts.ts'
import { readRow } from '#db/rows.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import { count } from '../acts/journal.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState, Logged } from './backend-state.ts'
import { stable } from './first-difference.ts'

/** More often than any is tried. */
const TRIES = 50

/** Whether a command is a supervisor's, in place of the one that it tries again. */
export function isAdoption({ id, retryOf }: Pick<Logged, 'id' | 'retryOf'>): boolean {
  return retryOf !== null && Array.from({ length: TRIES }, (_, n) => uuidV5(`adopted:${n}`, retryOf)).includes(id)
}

/** Whether a command is a supervisor's answer to what waits. */
export function isDismissal({ id, args: { commandId } }: Pick<Logged, 'id' | 'args'>): boolean {
  if (typeof commandId !== 'string') return false
  return Array.from({ length: TRIES }, (_, n) => uuidV5(`dismissed:${n}`, commandId)).includes(id)
}

/**
 * What waits for a supervisor is listed until it is answered and no longer; what was answered is so, and done once; what was approved
 * is no conflict of its maker's any more, and what was dismissed says so there.
 */
export function checkApprovals({ journal, restores, desks }: Stage, backend: BackendState): void {
  const { violations, coverage } = journal
  const { log, byId, held, listed } = backend
  for (const { id, name, settledAs } of held) {
    if (settledAs === null && !listed.has(id)) violations.push(`waits, and no supervisor is shown it: ${name} ${id}`)
    if (settledAs !== null && listed.has(id)) violations.push(`${settledAs}, yet it waits: ${name} ${id}`)
  }

  const adoptions = log.filter(isAdoption)
  for (const each of adoptions) checkAdoption(violations, each, backend, journal.adopting)
  for (const each of adoptions)
    if (each.error?.field === 'passcode' && journal.handedWithPasscode.has(each.retryOf ?? '') && restores === 0)
      violations.push(`handed over without its passcode: ${each.name} ${each.retryOf}`)
  const doneFor = new Set(adoptions.flatMap(({ status, retryOf }) => (status === 'accepted' ? [retryOf] : [])))
  for (const { id, as, restores: before } of journal.approvals) {
    if (before !== restores) continue // a backend from before may know nothing of it
    const who = `${as}: ${byId.get(id)?.name} ${id}`
    if (listed.has(id)) violations.push(`answered, yet it waits: ${who}`)
    if (doneFor.has(id) !== (as === 'adopted')) violations.push(`the log says otherwise: ${who}`)
    if (as === 'dismissed' && byId.get(id)?.status !== 'discarded') violations.push(`rejected, yet in no log: ${who}`)
  }

  const dismissed = new Set(
    journal.approvals.flatMap(({ id, as, restores: before }) =>
      as === 'dismissed' && before === restores ? [id] : [],
    ),
  )
  for (const desk of desks) checkMaker(journal, desk, dismissed)
  for (const id of doneFor)
    if (id !== null && byId.get(id)?.status === 'refused' && hasHeard(journal.made.get(id)?.desk, id))
      count(coverage.faults, 'a conflict that an approval ends')

  const accepted = new Map<string, string[]>()
  const rootOf = rootsIn(backend, journal.made)
  for (const { id, name, status } of log)
    if (status === 'accepted') accepted.set(rootOf(id), [...(accepted.get(rootOf(id)) ?? []), `${name} ${id}`])
  for (const done of accepted.values()) if (done.length > 1) violations.push(`accepted twice: ${done.join(' and ')}`)
  for (const { error } of log)
    if (error?.code === 'command.done-already') count(coverage.faults, 'tried after it was done')
}

function checkMaker(
  { violations, coverage }: Stage['journal'],
  { running, username }: SimDesk,
  dismissed: ReadonlySet<string>,
): void {
  if (running === null) return
  const { db } = running.profile
  for (const { id, command, caseId, settled } of listConflicts(db)) {
    const who = `${command.name} ${id} of ${username}`
    if (settled?.as === 'adopted') violations.push(`approved, yet its maker is asked: ${who}`)
    if (settled?.as === 'dismissed') count(coverage.faults, 'a conflict that says it was dismissed')
    const hasCase = caseId !== null && readRow(db, 'serviceCase', caseId) !== undefined
    if (dismissed.has(id) && hasCase && settled === null)
      violations.push(`dismissed, and its maker is not told: ${who}`)
  }
}

/** Its device keeps it as done, and not as given up. */
const hasHeard = (desk: SimDesk | undefined, id: string): boolean =>
  desk?.running?.profile.db.value('select 1 from acknowledged where id = ? and given_up = 0', id) !== undefined

function checkAdoption(
  violations: string[],
  each: Logged,
  { byId }: BackendState,
  adopting: ReadonlySet<string>,
): void {
  const { name, id, retryOf } = each
  const original = byId.get(retryOf ?? '')
  if (!adopting.has(retryOf ?? '')) violations.push(`approved by nobody: ${name} ${id}`)
  if (each.status === 'accepted' && original === undefined)
    violations.push(`approved, but not in the log: ${name} ${retryOf}`)
  if (original === undefined) return
  if (original.name !== name || stable(original.args) !== stable(each.args))
    violations.push(`approved with another input: ${name} ${retryOf}`)
  if (original.actMs !== each.actMs) violations.push(`approved as of another time: ${name} ${retryOf}`)
  if (original.actUnconfirmed && !each.actUnconfirmed)
    violations.push(`approved as if its time were known: ${name} ${retryOf}`)
}

/** What a command and all that try it again go back to. */
function rootsIn(
  { byId }: BackendState,
  made: ReadonlyMap<string, { readonly envelope: { readonly retryOf: string | null } }>,
): (id: string) => string {
  return (id) => {
    const seen = new Set<string>()
    for (let at = id; ; ) {
      const before = byId.get(at)?.retryOf ?? made.get(at)?.envelope.retryOf ?? null
      if (before === null || seen.has(at)) return at
      seen.add(at)
      at = before
    }
  }
}
