import { type AppError, appError } from '../../errors.ts'

/** Commands whose passcode travels beside them. @rule INTAKE-SECRET */
export const WITH_PASSCODE: readonly string[] = ['case.register', 'passcode.keep']

/** A command that says that a passcode was given, and nothing came beside it: the case would say that it has one. */
export const passcodeMissing = (name: string, passcode: string | null | undefined): AppError | null =>
  name === 'passcode.keep' && !passcode ? appError('input.missing', { rule: 'INTAKE-SECRET', field: 'passcode' }) : null
