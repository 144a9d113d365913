import { parse as parseUuid, v5 as uuidV5 } from 'uuid'
import type { z } from 'zod'
import { type AppError, appError } from '../../errors.ts'
import { compiled } from '../../lib/compiled.ts'
import type { RowKey } from '../tables.ts'
import { splitRowKey } from '../tables.ts'
import type { Change } from './change.ts'
import { type CommandDefinition, type DecideContext, isRefusal } from './define.ts'
import { upcasted } from './upcast.ts'
import { MissingRow, type Read, type ReadAnswer, readKey, Seen } from './read.ts'

export type Decision =
  | { readonly kind: 'accepted'; readonly changes: readonly Change[]; readonly reads: readonly string[] }
  | { readonly kind: 'refused'; readonly error: AppError; readonly reads: readonly string[] }
  /** A row it needs is not on this device: kept and sent, but nothing is shown until the backend has decided. */
  | { readonly kind: 'provisional'; readonly missing: RowKey; readonly reads: readonly string[] }

export type DecideInput = { readonly version: number; readonly args: unknown }
type AnyCommand = CommandDefinition<string, z.ZodType>

/**
 * Decides one command. A generator, so that the same code serves SQLite (synchronous) and PostgreSQL (asynchronous):
 * it yields the reads of each step and is resumed with their answers, in order.
 */
export function* deciding(
  command: AnyCommand,
  input: DecideInput,
  ctx: DecideContext,
): Generator<readonly Read[], Decision, readonly ReadAnswer[]> {
  const reads: string[] = []
  const refused = (error: AppError): Decision => ({ kind: 'refused', error, reads })

  if (!ctx.actor.permissions.includes(command.permission))
    return refused(appError('permission.denied', { facts: { permission: command.permission } }))
  const parsed = compiled(command.args).safeParse(upcasted(command, input))
  if (!parsed.success) return refused(invalidInput(parsed.error))

  const seen = new Seen()
  try {
    for (const step of command.reads) {
      const asked = step(parsed.data, seen).filter((read) => !seen.has(read))
      if (asked.length === 0) continue
      const answers = yield asked
      asked.forEach((read, i) => {
        seen.add(read, answers[i] ?? { rows: [], elsewhere: true })
        reads.push(readKey(read))
      })
    }
    const verdict = command.decide(seen, parsed.data, ctx)
    return isRefusal(verdict) ? refused(verdict.refused) : { kind: 'accepted', changes: verdict, reads }
  } catch (error) {
    if (!(error instanceof MissingRow)) throw error
    if (error.elsewhere) return { kind: 'provisional', missing: error.rowKey, reads }
    return refused(appError('row.absent', { facts: { table: splitRowKey(error.rowKey).table } }))
  }
}

/** Decides with rows that are at hand. */
export function decideWith(
  command: AnyCommand,
  input: DecideInput,
  ctx: DecideContext,
  fetch: (read: Read) => ReadAnswer,
): Decision {
  const steps = deciding(command, input, ctx)
  let step = steps.next()
  while (!step.done) step = steps.next(step.value.map(fetch))
  return step.value
}

/** Decides with rows that have to be waited for. */
export async function decideAwaiting(
  command: AnyCommand,
  input: DecideInput,
  ctx: DecideContext,
  fetch: (reads: readonly Read[]) => Promise<readonly ReadAnswer[]>,
): Promise<Decision> {
  const steps = deciding(command, input, ctx)
  let step = steps.next()
  while (!step.done) step = steps.next(await fetch(step.value))
  return step.value
}

/**
 * The id function of a {@link DecideContext}: UUIDv5 in the namespace of the command's own id, or of the command that it adopts: what was
 * done later on the same device names the rows that this one had made there.
 */
export function idsOf(commandId: string, adopts?: DecideContext['adopts']): (name: string) => string {
  let namespace: Uint8Array | undefined
  return (name) => uuidV5(name, (namespace ??= parseUuid(adopts?.commandId ?? commandId)))
}

/** The first thing that is wrong with the input, with the name of its field. */
function invalidInput(error: z.ZodError): AppError {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  return appError('input.invalid', { field, facts: { problem: issue?.message ?? '' } })
}
