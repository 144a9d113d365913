import { decideAwaiting, idsOf } from '#shared/domain/command/decide.ts'
import { type Read, Seen } from '#shared/domain/command/read.ts'
import { readArgs } from '#shared/domain/command/upcast.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { passcodeMissing } from '#shared/domain/secret/passcode-beside.ts'
import type { RowKey } from '#shared/domain/tables.ts'
import { type AppError, appError } from '#shared/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { isStorable } from './log-args.ts'
import { actAtOf, isUnconfirmed, type Submitted } from './submitted.ts'
import { OutOfScope, type WorkingSet } from './working-set.ts'

export type Judgement =
  | { readonly status: 'accepted'; readonly keys: readonly RowKey[] }
  | { readonly status: 'refused'; readonly error: AppError }

export type Surroundings = {
  readonly rows: WorkingSet
  readonly leases: readonly { from: number; to: number }[]
  readonly decidedAt: string
  readonly spareNumber: () => Promise<number>
  readonly logger: Logger
}

const TRIES = 3
const refused = (error: AppError): Judgement => ({ status: 'refused', error })

type Understood = { readonly caseId: string; readonly firstReads: readonly Read[] } | null
const understoodBefore = new WeakMap<Submitted, Understood>()

/** What the input alone says of a command, or null where it is not understood. Asked often, so the answer is remembered. */
function understood(submitted: Submitted): Understood {
  const known = understoodBefore.get(submitted)
  if (known !== undefined) return known
  const command = commandOf(submitted.envelope.name)
  const args = command && readArgs(command, submitted.envelope)
  const said =
    command && args !== undefined ? { caseId: command.caseOf(args), firstReads: firstReadsWith(command, args) } : null
  understoodBefore.set(submitted, said)
  return said
}

function firstReadsWith(command: NonNullable<ReturnType<typeof commandOf>>, args: unknown): readonly Read[] {
  try {
    return command.reads[0]?.(args as never, new Seen()) ?? []
  } catch {
    return [] // A plan that crashes does so when the command is judged.
  }
}

/** The case that a command acts on, or null where its input does not say. */
export const caseOf = (submitted: Submitted): string | null => understood(submitted)?.caseId ?? null

/** What a command will ask for first; what later steps ask for depends on the answers. */
export const firstReadsOf = (submitted: Submitted): readonly Read[] => understood(submitted)?.firstReads ?? []

/** The number that a new case asks for, or null. @rule SOS-9 */
export function numberOf({ envelope }: Submitted): number | null {
  const { args } = envelope
  const asks = envelope.name === 'case.register' && typeof args === 'object' && args !== null && 'number' in args
  return asks && typeof args.number === 'number' ? args.number : null
}

/**
 * Decides one command and, if it is accepted, takes its changes into the working set. A handler that fails for a reason of its own
 * is tried again and then set aside; it never harms the commands around it.
 */
export async function judge(submitted: Submitted, around: Surroundings): Promise<Judgement> {
  const { envelope } = submitted
  const command = commandOf(envelope.name)
  if (command === undefined || envelope.version > command.version)
    return refused(appError('command.unknown', { facts: { name: envelope.name, version: envelope.version } }))
  if (!isStorable(envelope.args))
    return refused(appError('input.invalid', { facts: { problem: 'characters that no text has' } }))
  const caseId = caseOf(submitted)
  // Ids are compared as text in rows and as values in the database: one spelling only.
  if (caseId !== null && caseId !== caseId.toLowerCase())
    return refused(appError('input.invalid', { field: 'caseId', facts: { problem: 'lower case' } }))
  if (caseId !== null && around.rows.isHidden(caseId)) return refused(appError('row.out-of-scope', { rule: 'MY-1' }))

  for (let attempt = 1; ; attempt++) {
    try {
      return await decideOnce(submitted, around)
    } catch (error) {
      if (error instanceof OutOfScope) return refused(appError('row.out-of-scope', { rule: 'MY-1' }))
      if (isOfTheDatabase(error)) throw error
      if (attempt < TRIES) continue
      around.logger.error(
        { command: envelope.id, name: envelope.name, problem: nameOf(error) },
        'a command crashed its handler',
      )
      return refused(appError('command.crashed', { facts: { name: envelope.name } }))
    }
  }
}

async function decideOnce(submitted: Submitted, around: Surroundings): Promise<Judgement> {
  const { envelope, who } = submitted
  const command = commandOf(envelope.name)
  if (command === undefined) throw new Error('unknown command')
  const derive = idsOf(envelope.id, submitted.adopts)
  const derived = new Set<string>()
  const context = {
    commandId: envelope.id,
    actor: { id: who.id, name: who.name, permissions: who.permissions },
    actAt: actAtOf(submitted),
    adopts: submitted.adopts,
    settles: submitted.settles?.commandId,
    unconfirmed: isUnconfirmed(submitted) ? { startsAt: submitted.receivedAt } : undefined,
    decidedAt: around.decidedAt,
    leases: around.leases,
    spareNumber: envelope.name === 'case.register' && numberOf(submitted) === null ? await around.spareNumber() : null,
    id: (name: string) => {
      const id = derive(name)
      derived.add(id)
      return id
    },
  }
  const decision = await decideAwaiting(command, envelope, context, (reads) => around.rows.answer(reads))
  if (decision.kind === 'refused') return refused(decision.error)
  if (decision.kind === 'provisional') throw new Error(`${decision.missing} was not looked for`)
  const missing = passcodeMissing(envelope.name, submitted.passcode)
  if (missing !== null) return refused(missing)
  return { status: 'accepted', keys: await around.rows.apply(decision.changes, derived) }
}

/** A failed query is the database's matter: the transaction is over, and the batch is tried again as a whole. */
const isOfTheDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'DrizzleQueryError' ||
    'severity' in error ||
    ('cause' in error && error.cause instanceof Error && 'severity' in error.cause))

/** What went wrong, without the values it went wrong on. */
const nameOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.name} ${
        (error.stack ?? '')
          .split('\n')
          .find((line) => line.includes(' at '))
          ?.trim() ?? ''
      }`
    : 'unknown'
