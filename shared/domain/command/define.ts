import type { z } from 'zod'
import type { AppError, ErrorCode, Facts } from '../../errors.ts'
import type { Permission } from './permission.ts'
import type { Change } from './change.ts'
import type { Read, Seen } from './read.ts'

/** Who acts, as the backend knows them (on a device: as it last knew them). */
export type Actor = { readonly id: string; readonly name: string; readonly permissions: readonly Permission[] }

/** All that a decision may know beside the rows it reads. Same command, same rows, same context: same changes. */
export type DecideContext = {
  readonly commandId: string
  readonly actor: Actor
  /** When the person acted, UTC. Deadlines count from here, see {@link clockStart}. */
  readonly actAt: string
  /** Set when the device's clock was not to be trusted: deadlines count from `startsAt` (the receipt) until somebody confirms. */
  readonly unconfirmed?: { readonly startsAt: string } | undefined
  /** The command is decided in place of another's that could not be: whose, and its id. */
  readonly adopts?: { readonly commandId: string; readonly actorName: string } | undefined
  /** The command that waits for a supervisor and is settled by this one. */
  readonly settles?: string | undefined
  /** When the backend decided, UTC; null on a device. */
  readonly decidedAt: string | null
  /** Blocks of case numbers leased to the device, both ends included. @rule SOS-9 */
  readonly leases: readonly { readonly from: number; readonly to: number }[]
  /** A number of the backend's own for a case that came without one; null on a device. @rule SOS-9 */
  readonly spareNumber: number | null
  /** An id made from the command's id, or from that of the command it adopts, so that deciding again gives the same rows. */
  readonly id: (name: string) => string
}

/** The moment from which a promise made by this command counts. */
export const clockStart = (ctx: DecideContext): string => ctx.unconfirmed?.startsAt ?? ctx.actAt

export type Refusal = { readonly refused: AppError }

/** Says no, as data: the code, the rule behind it, the field it belongs to and the facts of its words. */
export function refuse(code: ErrorCode, more: { rule?: string; field?: string; facts?: Facts } = {}): Refusal {
  return { refused: { code, ...more } }
}

export type Verdict = readonly Change[] | Refusal
export const isRefusal = (verdict: Verdict): verdict is Refusal => 'refused' in verdict

/** Another command and its arguments. */
export type Inverse = { readonly name: string; readonly args: unknown }

/** A step of the read plan: what to read, given the arguments and what earlier steps found. */
export type ReadStep<A> = (args: A, seen: Seen) => readonly Read[]

export type CommandDefinition<N extends string, S extends z.ZodType> = {
  readonly name: N
  /** Raised when the arguments change shape; `upcasts` then lift older ones, each from its version to the next. */
  readonly version: number
  readonly upcasts?: Readonly<Record<number, (args: unknown) => unknown>>
  readonly permission: Permission
  readonly args: S
  /** The command that takes this one back after it was sent; null where these arguments have none. */
  readonly inverse?: (args: z.output<S>) => Inverse | null
  /** The case whose rows it changes: the backend locks it while deciding. */
  readonly caseOf: (args: z.output<S>) => string
  readonly reads: readonly ReadStep<z.output<S>>[]
  readonly decide: (seen: Seen, args: z.output<S>, ctx: DecideContext) => Verdict
}

/** Declares a command; everything else (both ends, outbox, timeline, tests) follows from this value. */
export function defineCommand<const N extends string, S extends z.ZodType>(
  definition: CommandDefinition<N, S>,
): CommandDefinition<N, S> {
  return definition
}
