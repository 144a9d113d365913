import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { localRef, takeNumber } from './case-numbers.ts'
import { commitCommand, inTransaction, type Submitted } from './submit-command.ts'

export type Registered = Submitted & { readonly number: number | null; readonly localRef: string | null }

/** What a form may leave out; what is required is for the command to say (INTAKE-REQ). */
const BLANK = {
  contract: '',
  contactName: '',
  mobile: null,
  phone: null,
  email: null,
  serviceLocation: '',
  customerRef: null,
  orderNo: null,
  invoiceNo: null,
  productName: '',
  serialNo: null,
  faultDescription: '',
  channel: 'phone',
  customerId: null,
  unitId: null,
  product: 'other',
  purchasedOn: null,
  soldByUs: false,
  usedIn: 'NO',
  assumed: [],
  source: null,
  reportedAt: null,
} as const

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
      ...BLANK,
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
