import { allPending, heldUnder, type Pending, pendingById } from '#db/outbox.ts'
import { listConflicts } from '#db/queries/conflicts.ts'
import { readRow } from '#db/rows.ts'
import { discardConflict, retryConflict } from '#electron/data/services/resolve-conflict.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { submitCommand, type Submission } from '#electron/data/services/submit-command.ts'
import { undoCommand } from '#electron/data/services/undo-command.ts'
import { COMMAND_NAMES, type CommandName } from '#shared/domain/commands.ts'
import { commandsFrom } from '#shared/domain/service-case/flow.ts'
import { nextStep } from '#shared/domain/service-case/next-step.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import { NO_REFUSALS } from '../history/coverage.ts'
import type { Running } from '../desk/program.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import { idAt, type Random } from '../world/chance.ts'
import { CUSTOMERS, PEOPLE } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { ARGS, argsFor, type Sight } from './command-args.ts'
import { count, type Journal } from './journal.ts'

type Deps = { readonly desk: SimDesk; readonly world: World; readonly journal: Journal; readonly random: Random }
type At = Deps & { readonly there: Running }

const SIDE: readonly CommandName[] = ['case.note', 'case.edit', 'case.edit', 'case.assign', 'customer.tell']
const MONEY: readonly CommandName[] = ['fee.charge', 'fee.invoice', 'fee.pay', 'fee.waive', 'fee.credit', 'order.link']
const ANSWERS: readonly CommandName[] = ['estimate.accept', 'estimate.decline']
const OTHER_ANSWER = { accepted: 'estimate.decline', declined: 'estimate.accept' } as const
const SECRET: readonly CommandName[] = ['passcode.keep', 'passcode.reveal']

/** A person does something on a desk: mostly what makes sense there, sometimes not. */
export function act({ desk, ...deps }: Deps): void {
  const there = desk.running
  if (there === null || desk.user === null) return
  const at: At = { desk, there, ...deps }
  const { random } = deps
  const conflicts = listConflicts(there.profile.db)
  const roll = random.next()
  // What waits for a supervisor is let wait, mostly.
  const denied = conflicts.find(({ error }) => error.code === 'permission.denied')
  const others = conflicts.filter(({ error }) => error.code !== 'permission.denied')
  if (denied !== undefined && roll < 0.05) return settle(at, denied.id)
  if (others.length > 0 && roll < 0.25) return settle(at, random.pick(others).id)
  const row = someCase(at)
  // Who is alone for long runs out of numbers.
  if (row === null || roll > (desk.line.cut ? 0.7 : 0.9)) return register(at)
  if (roll > 0.85) return undo(at)
  if (roll > 0.81) return nonsense(at, row)
  if (roll > 0.77) return bulk(at)
  submit(at, { name: sensible(at, row, roll), args: null }, row)
}

function sensible({ random, there }: At, row: ServiceCase, roll: number): CommandName {
  if (roll > 0.62) return random.pick(SIDE)
  if (roll > 0.53) return random.pick(MONEY)
  if (roll > 0.5) return random.pick(SECRET)
  const { db } = there.profile
  const decision = row.decisionId === null ? undefined : readRow(db, 'warrantyDecision', row.decisionId)
  const estimate = row.estimateId === null ? undefined : readRow(db, 'estimate', row.estimateId)
  const next = nextStep({ ...row, remedy: decision?.remedy ?? null, estimate: estimate?.state ?? null })
  const others = commandsFrom(row.flow, row.state).filter((name) => name !== 'case.cancel' || random.chance(0.1))
  return next === null || (random.chance(0.4) && others.length > 0) ? random.pick([...others, 'case.note']) : next
}

/** Mostly one of the few that everybody works on. */
function someCase({ there, random }: At): ServiceCase | null {
  const { db } = there.profile
  const ids = db.all<{ id: string }>('select id from service_case order by changed_at desc, id limit 12')
  if (ids.length === 0) return null
  const among = random.chance(0.6) ? ids.slice(0, 4) : ids
  return readRow(db, 'serviceCase', random.pick(among).id) ?? null
}

function register(at: At): void {
  const { random, there, desk } = at
  const passcode = random.chance(0.3) ? newPasscode(at) : null
  const blank = { id: '', decisionId: null } as unknown as ServiceCase
  const { number: _n, localRef: _r, ...args } = ARGS['case.register']({ random, row: blank, actAt: '' })
  const own = desk.username === 'lars' && random.chance(0.8) ? { customerId: CUSTOMERS[0]?.id } : {}
  const result = registerCase(there.profile, { ...args, ...own }, passcode)
  if (result.ok && result.value.number === null) count(at.journal.coverage.faults, 'numbers used up')
  heard(at, 'case.register', result, passcode)
}

function newPasscode({ random, journal }: At): string {
  const passcode = `hemmelig-${random.between(100_000_000, 999_999_999)}`
  journal.passcodes.add(passcode)
  return passcode
}

function submit(at: At, { name, args, ...more }: Submission, row: ServiceCase): void {
  const sight: Sight = { random: at.random, row, actAt: '' }
  const passcode = name === 'passcode.keep' ? newPasscode(at) : null
  const given = { name, args: args ?? argsFor(name as CommandName, sight), passcode, ...more }
  heard(at, name, submitCommand(at.there.profile, given), passcode)
}

/** What a person or a program may send by mistake; refused without a trace. */
function nonsense(at: At, row: ServiceCase): void {
  const { random } = at
  const estimate = row.estimateId === null ? undefined : readRow(at.there.profile.db, 'estimate', row.estimateId)
  if (estimate !== undefined && estimate.state !== 'sent' && random.chance(0.5))
    return submit(at, { name: OTHER_ANSWER[estimate.state], args: null }, row)
  const isAsked = row.estimateId !== null && random.chance(0.4)
  const name = random.pick(isAsked ? ANSWERS : COMMAND_NAMES)
  const elsewhere = { ...row, id: idAt(random, at.world.nowMs()), estimateId: idAt(random, at.world.nowMs()) }
  const kind = random.between(1, 7)
  if (kind === 1) return submit(at, { name, args: null }, elsewhere)
  if (kind === 2) return submit(at, { name: random.pick(['case.unheardOf', name]), args: { caseId: row.id } }, row)
  if (kind === 3)
    return submit(
      at,
      { name: 'case.register', args: { ...ARGS['case.register']({ random, row, actAt: '' }), caseId: row.id } },
      row,
    )
  if (kind === 4)
    return submit(
      at,
      {
        name: 'case.register',
        args: { ...ARGS['case.register']({ random, row, actAt: '' }), caseId: elsewhere.id, number: row.number ?? 7 },
      },
      row,
    )
  if (kind === 5) {
    const args = { ...ARGS['case.register']({ random, row, actAt: '' }), caseId: elsewhere.id, contract: 'SA0000000' }
    return submit(at, { name: 'case.register', args }, row)
  }
  if (kind === 6) {
    const [ownerId, seen] = row.ownerId === PEOPLE.dina.id ? [PEOPLE.kari.id, null] : [null, PEOPLE.dina.id]
    return submit(at, { name: 'case.assign', args: { caseId: row.id, ownerId, expects: { ownerId: seen } } }, row)
  }
  if (name !== 'case.register') submit(at, { name, args: null }, row)
}

/** One change of many cases: one command each, undone together. */
function bulk(at: At): void {
  const undoGroup = idAt(at.random, at.world.nowMs())
  const { db } = at.there.profile
  const ids = db.all<{ id: string }>('select id from service_case order by changed_at desc, id limit 4')
  for (const { id } of ids) {
    const row = readRow(db, 'serviceCase', id)
    if (row !== undefined) submit(at, { name: 'case.note', args: null, undoGroup }, row)
  }
}

function undo(at: At): void {
  const { there, desk, random, journal } = at
  const own = [...journal.made].filter(([, made]) => made.desk === desk && made.fate === 'kept').slice(-6)
  if (own.length === 0) return
  const [id, made] = random.pick(own)
  const group = [...journal.made.values()].filter(
    (each) =>
      each === made || (made.envelope.undoGroup !== null && each.envelope.undoGroup === made.envelope.undoGroup),
  )
  const queued = group.filter((each) => pendingById(there.profile.db, each.envelope.id)?.status === 'queued')
  for (const each of queued) each.fate = 'unknown' // until the answer is here: the process may be killed on the way
  const result = undoCommand(there.profile, id)
  for (const each of queued) each.fate = result.ok ? 'undone' : 'kept'
  note(at, 'undo', result)
  if (!result.ok) return
  for (const inverse of result.value.inverses) {
    count(journal.coverage.faults, 'undo of what was sent')
    heard(at, 'undo', { ok: true, value: { commandId: inverse } }, null)
  }
}

/** Somebody who has heard nothing yet tries again what was refused. */
export function tryAgain({ desk, ...deps }: Deps, id: string): void {
  const there = desk.running
  if (there !== null && !there.power.isDead()) settle({ desk, there, ...deps }, id, 1)
}

/** A conflict is tried again, with or without edits, or given up. */
function settle(at: At, id: string, kind = at.random.next()): void {
  const { there, journal } = at
  const conflict = listConflicts(there.profile.db).find((each) => each.id === id)
  if (conflict === undefined) return
  const refused = [id, ...heldUnder(there.profile.db, id).flatMap(({ spent, envelope }) => (spent ? envelope.id : []))]
  for (const each of refused) Object.assign(journal.made.get(each) ?? {}, { refused: true })
  if (journal.stoodAtRestore.has(id))
    count(journal.coverage.faults, `${kind < 0.4 ? 'discard' : 'retry'} after a restore`)
  if (kind < 0.4) {
    const given = [id, ...conflict.waiting.map((each) => each.id)]
    const before = given.flatMap((each) => journal.made.get(each) ?? [])
    for (const each of before) if (each.fate === 'kept') each.fate = 'unknown'
    discardConflict(there.profile, id)
    for (const each of before) each.fate = 'discarded'
    count(journal.coverage.faults, 'discard')
    there.engine.committed()
    return
  }
  const edits = kind < 0.6 && conflict.command.name === 'fee.charge' ? { amount: 12_300 } : undefined
  const waiting = conflict.waiting.flatMap((each) => journal.made.get(each.id) ?? [])
  for (const each of waiting) each.fate = 'unknown' // goes on as it was made, or as if made now
  const result = retryConflict(there.profile, id, edits)
  for (const each of waiting) each.fate = 'kept'
  count(journal.coverage.faults, 'retry')
  heard(at, conflict.command.name, result, journal.made.get(id)?.passcode ?? null)
  if (result.ok) for (const pending of allPending(there.profile.db)) learn(at, pending)
}

/** What waited under a conflict goes on under its id with another base, or under a new one. */
function learn({ desk, world, journal }: At, { envelope }: Pending): void {
  const known = journal.made.get(envelope.id)
  if (known?.envelope.actAt === envelope.actAt) return
  const before = known ?? journal.made.get(envelope.retryOf ?? '')
  if (before === undefined) return
  const { passcode } = before
  const { deviceId, time } = desk
  const trueMs = world.nowMs()
  journal.made.set(envelope.id, {
    desk,
    deviceId,
    envelope,
    passcode,
    trueMs,
    clockUnsure: time.unsure,
    stretch: time.stretch,
    fate: 'kept',
  })
}

/** Somebody was told that it is saved, or why not. */
function heard(at: At, name: string, result: Result<{ commandId: string }, AppError>, passcode: string | null): void {
  note(at, name, result)
  if (!result.ok) return
  const { desk, there, journal, world } = at
  const pending = pendingById(there.profile.db, result.value.commandId)
  if (pending === undefined) {
    journal.violations.push(`saved, but not in the outbox: ${name} ${result.value.commandId}`)
    return
  }
  journal.made.set(pending.envelope.id, {
    desk,
    deviceId: desk.deviceId,
    envelope: pending.envelope,
    passcode,
    trueMs: world.nowMs(),
    clockUnsure: desk.time.unsure,
    stretch: desk.time.stretch,
    fate: 'kept',
  })
  desk.time.saved()
  there.engine.committed()
}

function note({ journal }: At, name: string, result: Result<unknown, AppError>): void {
  count(journal.coverage.commands, name)
  if (result.ok) return
  count(journal.coverage.refusals, result.error.code)
  const unlikely = NO_REFUSALS[result.error.code]
  if (unlikely !== undefined) journal.violations.push(`refused with ${result.error.code} (${unlikely}): ${name}`)
  if (result.error.rule !== undefined) count(journal.coverage.rules, result.error.rule)
}
