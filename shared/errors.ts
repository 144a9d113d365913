/**
 * The one table of error codes. The retry class tells every caller what to do with it; the words a person reads are in
 * `resources/locales/<language>/errors.json` under the same code.
 */
export type Retry = 'never' | 'later' | 'after-sign-in' | 'after-update'

export const ERRORS = {
  'input.invalid': { retry: 'never' },
  'input.missing': { retry: 'never' },
  'command.unknown': { retry: 'after-update' },
  'command.crashed': { retry: 'later' },
  'command.done-already': { retry: 'never' },
  'permission.denied': { retry: 'never' },
  'approval.withdrawn': { retry: 'never' },
  'row.absent': { retry: 'never' },
  'row.out-of-scope': { retry: 'never' },
  'field.changed': { retry: 'never' },
  'case.exists': { retry: 'never' },
  'case.wrong-state': { retry: 'never' },
  'case.ended': { retry: 'never' },
  'case.reminders-missing': { retry: 'never' },
  'case-number.not-leased': { retry: 'never' },
  'case-number.taken': { retry: 'never' },
  'warranty.already-decided': { retry: 'never' },
  'warranty.bad-facts': { retry: 'never' },
  'estimate.answered': { retry: 'never' },
  'estimate.changed': { retry: 'never' },
  'fee.live': { retry: 'never' },
  'fee.not-owed': { retry: 'never' },
  'fee.invoiced': { retry: 'never' },
  'fee.not-invoiced': { retry: 'never' },
  'fee.beyond-balance': { retry: 'never' },
  'secret.none': { retry: 'never' },
  'secret.offline': { retry: 'later' },
  'network.offline': { retry: 'later' },
  'auth.wrong': { retry: 'never' },
  'auth.expired': { retry: 'after-sign-in' },
  'auth.required': { retry: 'after-sign-in' },
  'auth.cancelled': { retry: 'never' },
  'auth.unknown-person': { retry: 'never' },
  'auth.provider': { retry: 'later' },
  'auth.offline-too-long': { retry: 'later' },
  'device.revoked': { retry: 'never' },
  'protocol.too-old': { retry: 'after-update' },
  'undo.too-late': { retry: 'never' },
  'store.newer': { retry: 'after-update' },
  'store.not-an-export': { retry: 'never' },
  'server.busy': { retry: 'later' },
  'server.failed': { retry: 'later' },
} as const satisfies Record<string, { retry: Retry }>

export type ErrorCode = keyof typeof ERRORS

/** Facts that the words of an error or a reason are filled with. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** An expected failure as data: what rule or field, on what facts. Crosses every boundary unchanged. */
export type AppError = {
  readonly code: ErrorCode
  /** The business rule that says no, e.g. `FEE-3`. */
  readonly rule?: string | undefined
  /** The input field it belongs beside. */
  readonly field?: string | undefined
  readonly facts?: Facts | undefined
}

/** Builds an {@link AppError} without undefined members, so that it compares and travels cleanly. */
export function appError(code: ErrorCode, more: { rule?: string; field?: string; facts?: Facts } = {}): AppError {
  return { code, ...more }
}
