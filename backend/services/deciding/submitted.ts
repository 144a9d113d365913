import { isClockTrusted, TRUSTED_SKEW_MS } from '#shared/domain/command/clock-trust.ts'
import type { DecideContext } from '#shared/domain/command/define.ts'
import type { Permission } from '#shared/domain/command/permission.ts'
import type { AppError } from '#shared/errors.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { Transaction } from '../../database/connect.ts'
import type { Scope } from '../scope.ts'

/** Who acts, as the backend knows them, and on which device. */
export type Who = {
  readonly id: string
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly scope: Scope
  readonly deviceId: string
}

/** What waits for a supervisor and is answered by a command. */
export type Settles = {
  readonly commandId: string
  /** Breaks the transaction off where nobody waits for it any more. */
  readonly whileOpen: (tx: Transaction) => Promise<void>
  /** It was accepted. */
  readonly settle: (tx: Transaction) => Promise<void>
}

/** A command as it came in. */
export type Submitted = {
  readonly envelope: CommandEnvelope
  readonly who: Who
  readonly receivedAt: string
  /** The device's clock, as it sent, was not to be trusted. */
  readonly clockWrong?: boolean | undefined
  /** It is decided in place of another's. */
  readonly adopts?: DecideContext['adopts']
  readonly settles?: Settles | undefined
  /** Travels beside the command and is never part of it. @rule INTAKE-SECRET */
  readonly passcode: string | null
}

/** The answer that a command got; the same for ever. */
export type Outcome =
  | {
      readonly id: string
      readonly status: 'accepted'
      readonly position: number
      /** It was accepted before; nothing happened now. */
      readonly repeated?: true
    }
  | { readonly id: string; readonly status: 'refused'; readonly error: AppError }

/** A command is never said to have been made after it was received. */
export const actAtOf = ({ envelope, receivedAt }: Submitted): string =>
  envelope.actAt > receivedAt ? receivedAt : inMilliseconds(envelope.actAt)

/** An instant may be said with fewer digits or more. */
const inMilliseconds = (instant: string): string =>
  instant.length === WITH_MILLISECONDS ? instant : new Date(instant).toISOString()
const WITH_MILLISECONDS = '2026-05-21T08:00:00.000Z'.length

/** A clock that runs ahead of ours by more than this was not the one it was taken for. */
export const isUnconfirmed = ({ envelope, receivedAt, clockWrong }: Submitted): boolean =>
  clockWrong === true ||
  !isClockTrusted(envelope.skewMs) ||
  (envelope.actAt > receivedAt && Date.parse(envelope.actAt) - Date.parse(receivedAt) > TRUSTED_SKEW_MS)

/** A request is not under way for minutes: a device that sent it at another time had its clock changed since it last heard of ours. */
export const isClockWrong = (sentAt: string | undefined, receivedAt: string): boolean =>
  sentAt !== undefined && Math.abs(Date.parse(receivedAt) - Date.parse(sentAt)) > TRUSTED_SKEW_MS
