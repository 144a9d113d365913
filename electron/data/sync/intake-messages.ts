import type { ChangeEvent } from '#shared/contract/contract.ts'
import type { TableName } from '#shared/domain/tables.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import type { ReadySnapshot } from './adopt-snapshot.ts'
import type { Progress } from './intake.ts'

/** What the data process and the thread that takes rows in say to each other. */
export type IntakeConfig = {
  readonly file: string
  readonly migrations: string
  readonly deviceId: string
  /** The device's clock minus the system's, ms, and whether it was started at a given instant. */
  readonly clockShiftMs: number
  readonly clockGiven: boolean
  /** The turns of the connection that people's acts are written through. */
  readonly turns: SharedArrayBuffer
  /** Not 0: something is to be sent, and what is under way is left at the next mark. */
  readonly pressing: SharedArrayBuffer
  readonly pageSize: number
  /** With this many rows to come, a ready-made file may come in their place; null: it may not. */
  readonly worthRows: number | null
}
export type ToIntake =
  | { readonly kind: 'run'; readonly token: string; readonly url: string | null; readonly user: SessionUser }
  | { readonly kind: 'close' }
export type FromIntake =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'rows'; readonly tables: readonly TableName[]; readonly caseIds: readonly string[] }
  | { readonly kind: 'event'; readonly event: ChangeEvent }
  | { readonly kind: 'ended'; readonly result: Result<'here' | 'left', AppError>; readonly ready: ReadySnapshot | null }
  /** It broke off for a reason that nobody expected. */
  | { readonly kind: 'broken'; readonly problem: unknown }
