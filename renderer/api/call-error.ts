import type { Outcome } from '#shared/contract/outcome.ts'
import type { AppError } from '#shared/errors.ts'

/**
 * Why a call to the data process gave no value.
 * `refused`: a rule or the input says no, `error` tells which. `disconnected`: the data process went away before it answered.
 * `failed`: a fault in the program.
 */
export type CallErrorKind = 'refused' | 'disconnected' | 'failed'

export class CallError extends Error {
  readonly kind: CallErrorKind
  readonly error: AppError | null

  constructor(kind: CallErrorKind, error: AppError | null, options?: ErrorOptions) {
    super(error ? `Refused: ${error.code}` : `Call ${kind}`, options)
    this.name = 'CallError'
    this.kind = kind
    this.error = error
  }
}

/** The value of an outcome; a refusal is thrown, so that mutations and queries carry it as their error. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new CallError('refused', outcome.error)
}

/** The refusal inside a thrown error, if it is one. */
export const refusalOf = (error: unknown): AppError | null => (error instanceof CallError ? error.error : null)
