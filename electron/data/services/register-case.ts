import { BLANK_REGISTRATION } from '#shared/domain/service-case/blank-registration.ts'
import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { localRef, takeNumber } from './case-numbers.ts'
import { commitCommand, inTransaction, type Submitted } from './submit-command.ts'

export type Registered = Submitted & { readonly number: number | null; readonly localRef: string | null }

/** A new case with the next leased number, or with a local reference when none is left. @rule SOS-2 @rule SOS-9 */
export function registerCase(
  profile: Profile,
  given: Record<string, unknown>,
  passcode: string | null,
  retryOf: string | null = null,
): Result<Registered, AppError> {
  return inTransaction(profile, () => {
    const number = takeNumber(profile.db)
    const caseId = typeof given.caseId === 'string' ? given.caseId : profile.newId()
    const ref = number === null ? localRef(caseId) : null
    const args = {
      ...BLANK_REGISTRATION,
      customerId: null,
      unitId: null,
      assumed: [],
      source: null,
      ownerId: profile.user.id,
      ...given,
      caseId,
      number,
      localRef: ref,
      hasPasscode: passcode !== null && passcode !== '',
    }
    const submitted = commitCommand(profile, { name: 'case.register', args, passcode, retryOf })
    return { ...submitted, number, localRef: ref }
  })
}
