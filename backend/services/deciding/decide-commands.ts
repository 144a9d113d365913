import { commandOf } from '#shared/domain/commands.ts'
import { rowKey } from '#shared/domain/tables.ts'
import { appError } from '#shared/errors.ts'
import { type Database, type Transaction, inTransaction } from '../../database/connect.ts'
import { failureOf } from '../../database/failure.ts'
import { lockNames } from '../../database/locks.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { CaseNumbers } from '../case-numbers.ts'
import type { Passcodes } from '../secrets/passcodes.ts'
import { answersTo, commandLock, logCommands } from './command-log.ts'
import { caseOf, firstReadsOf, judge, type Judgement, numberOf } from './judge.ts'
import { positionsFor, takePositions, writeRows, type Written } from './stored-row.ts'
import type { Outcome, Submitted } from './submitted.ts'
import { Tries } from './tries.ts'
import type { Watch } from './watch.ts'
import { WorkingSet } from './working-set.ts'

export type DecideDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly logger: Logger
  readonly numbers: CaseNumbers
  readonly passcodes: Passcodes
  readonly watch?: Watch | undefined
}

/** At most so many commands hold their cases locked together. */
export const CHUNK = 250
const TRIES = 3

/**
 * Decides commands of people with the same scope in their order. The laws:
 *  1. A command has one answer for ever: sent again, it gets the same one, also if it was refused.
 *  2. A case is decided by one transaction at a time, on every node.
 *  3. A command that is refused or crashes changes nothing and is logged with its input; those around it are not held up.
 *  4. Rows, log and passcodes become durable together, before the answer is given.
 *  5. Positions become visible in their order.
 *  6. Of a command and all that try it again, in its maker's place or by themselves, one is accepted.
 * @param wrote hears what each transaction wrote, once it is durable
 */
export async function decideCommands(
  deps: DecideDeps,
  commands: readonly Submitted[],
  decidedAt: (submitted: Submitted) => string = () => deps.clock.now().toISOString(),
  wrote: (written: Written) => void = () => {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < commands.length; from += CHUNK)
    outcomes.push(...(await decideChunk(deps, commands.slice(from, from + CHUNK), decidedAt, wrote)))
  return outcomes
}

type DecidedAt = (submitted: Submitted) => string
type Wrote = (written: Written) => void
type Decided = { readonly outcomes: Outcome[]; readonly written: Written | null }

async function decideChunk(
  deps: DecideDeps,
  commands: readonly Submitted[],
  decidedAt: DecidedAt,
  wrote: Wrote,
): Promise<Outcome[]> {
  const began = performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      const { outcomes, written } = await inTransaction(deps.db, (tx) => decideTogether(deps, tx, commands, decidedAt))
      if (written !== null) wrote(written)
      deps.watch?.decided(commands.map(figureOf(outcomes)), performance.now() - began)
      return outcomes
    } catch (error) {
      const failure = failureOf(error)
      // Not the commands' fault: they are answered "later" and come again.
      if (failure === undefined || failure === 'away' || failure === 'bug') throw error
      if (attempt < TRIES) continue
      if (failure === 'met') throw error
      deps.logger.error({ commands: commands.length, failure }, 'a batch of commands could not be written')
      // One of them cannot be stored: alone, each shows whether it is the one.
      if (commands.length > 1) {
        const apart: Outcome[] = []
        for (const command of commands) apart.push(...(await decideChunk(deps, [command], decidedAt, wrote)))
        return apart
      }
      return inTransaction(deps.db, (tx) => setAside(tx, commands, decidedAt))
    }
  }
}

async function decideTogether(
  deps: DecideDeps,
  tx: Transaction,
  commands: readonly Submitted[],
  decidedAt: DecidedAt,
): Promise<Decided> {
  await lockNames(tx, commands.flatMap(lockedBy))
  const known = await answersTo(
    tx,
    commands.map(({ envelope }) => envelope.id),
  )
  const fresh = firstOfEach(commands).filter(({ envelope }) => !known.has(envelope.id))
  const first = fresh[0]
  if (first === undefined)
    return { outcomes: commands.map(({ envelope }) => answerIn(known, envelope.id)), written: null }

  const caseIds = [...new Set(fresh.map(caseOf).filter((id) => id !== null))]
  const rows = await WorkingSet.load(tx, first.who.scope, caseIds)
  await rows.prefetch(fresh.flatMap(firstReadsOf))
  const leases = await deps.numbers.leasesOf(tx, [...new Set(fresh.map(({ who }) => who.deviceId))])
  const times = new Map<Submitted, string>()
  const judged: { submitted: Submitted; judgement: Judgement }[] = []
  for (const { settles } of fresh) await settles?.whileOpen(tx)
  const tries = await Tries.load(tx, fresh)
  for (const submitted of fresh) {
    const at = decidedAt(submitted)
    times.set(submitted, at)
    const around = {
      rows,
      leases: leases.get(submitted.who.deviceId) ?? [],
      decidedAt: at,
      spareNumber: () => deps.numbers.spare(tx),
      logger: deps.logger,
    }
    const done = tries.refusal(submitted)
    const judgement: Judgement = done === null ? await judge(submitted, around) : { status: 'refused', error: done }
    tries.decided(submitted, judgement.status === 'accepted')
    judged.push({ submitted, judgement })
  }

  const touched = rows.touched()
  const asked = performance.now()
  const start = await takePositions(tx, positionsFor(touched))
  deps.watch?.sequenced(performance.now() - asked)
  const { positions, written } = await writeRows(tx, touched, start)
  const positionOf = new Map(touched.map((row, i) => [rowKey(row.table, row.id), positions[i] ?? start]))
  let reached = start
  const outcomeOf = ({ envelope: { id } }: Submitted, judgement: Judgement): Outcome => {
    if (judgement.status === 'refused') return { id, status: 'refused', error: judgement.error }
    // Never before that of a command that was decided earlier, also where both changed one row.
    reached = Math.max(reached, ...judgement.keys.map((key) => positionOf.get(key) ?? start))
    return { id, status: 'accepted', position: reached }
  }
  const decided = judged.map(({ submitted, judgement }) => ({ submitted, outcome: outcomeOf(submitted, judgement) }))
  await logCommands(tx, decided, (submitted) => times.get(submitted) ?? decidedAt(submitted))
  await keepPasscodes(deps, tx, decided, rows)
  for (const { submitted, outcome } of decided) if (outcome.status === 'accepted') await submitted.settles?.settle(tx)
  const answers = new Map([...known, ...decided.map(({ outcome }) => [outcome.id, outcome] as const)])
  return { outcomes: commands.map(({ envelope }) => answerIn(answers, envelope.id)), written }
}

/** The passcodes of accepted commands; a case that has none any more loses what it had. @rule INTAKE-SECRET */
async function keepPasscodes(
  { passcodes, clock }: DecideDeps,
  tx: Transaction,
  decided: readonly { submitted: Submitted; outcome: Outcome }[],
  rows: WorkingSet,
): Promise<void> {
  const latest = new Map<string, string>()
  const acted = new Set<string>()
  for (const { submitted, outcome } of decided) {
    const caseId = caseOf(submitted)
    if (outcome.status === 'refused' || caseId === null) continue
    acted.add(caseId)
    if (submitted.passcode !== null) latest.set(caseId, submitted.passcode)
  }
  const without = [...acted].filter((caseId) => !rows.hasPasscode(caseId))
  await passcodes.erase(
    tx,
    without.filter((caseId) => rows.hadPasscode(caseId)),
  )
  for (const [caseId, passcode] of latest)
    if (!without.includes(caseId)) await passcodes.keep(tx, caseId, passcode, clock.now().toISOString())
}

/** A command that the database will not take. */
async function setAside(tx: Transaction, commands: readonly Submitted[], decidedAt: DecidedAt): Promise<Outcome[]> {
  const decided = commands.map((submitted) => {
    const error = appError('command.crashed', { facts: { name: submitted.envelope.name } })
    return { submitted, outcome: { id: submitted.envelope.id, status: 'refused' as const, error } }
  })
  await logCommands(tx, decided, decidedAt)
  return decided.map(({ outcome }) => outcome)
}

function lockedBy(submitted: Submitted): string[] {
  const caseId = caseOf(submitted)
  const { settles } = submitted
  const number = numberOf(submitted)
  const { retryOf } = submitted.envelope
  return [
    caseId === null ? commandLock(submitted.envelope.id) : `case:${caseId}`,
    ...(number === null ? [] : [`number:${number}`]),
    ...(retryOf === null ? [] : [commandLock(retryOf.toLowerCase())]),
    ...(settles === undefined ? [] : [commandLock(settles.commandId)]),
  ]
}

function firstOfEach(commands: readonly Submitted[]): Submitted[] {
  const byId = new Map<string, Submitted>()
  for (const command of commands) if (!byId.has(command.envelope.id)) byId.set(command.envelope.id, command)
  return [...byId.values()]
}

function answerIn(answers: ReadonlyMap<string, Outcome>, id: string): Outcome {
  const answer = answers.get(id)
  if (answer === undefined) throw new Error(`command ${id} was given no answer`)
  return answer
}

/** A name that no command has comes from outside and could be anything: it is not counted by itself. */
const figureOf =
  (outcomes: readonly Outcome[]) =>
  ({ envelope }: Submitted, i: number): { name: string; outcome: string } => {
    const outcome = outcomes[i]
    const name = commandOf(envelope.name) === undefined ? 'unknown' : envelope.name
    if (outcome?.status === 'accepted') return { name, outcome: outcome.repeated ? 'repeated' : 'accepted' }
    return { name, outcome: outcome?.error.code ?? 'none' }
  }
