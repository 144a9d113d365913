import { normalisePhone } from '../../lib/phone.ts'
import type { ServiceCase } from '../service-case/service-case.rows.ts'
import { type Args, isFilled, readArgs } from '../rules/input.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { CONTRACT, isContractNumber } from './contract-number.ts'
import { isEmailAddress } from './email-address.ts'

export const INTAKE_FIELDS = [
  'contract',
  'contactName',
  'mobile',
  'phone',
  'email',
  'serviceLocation',
  'customerRef',
  'orderNo',
  'invoiceNo',
  'productName',
  'serialNo',
  'faultDescription',
  'passcode',
] as const
export type IntakeField = (typeof INTAKE_FIELDS)[number]

export type MissingFields = { readonly required: string[]; readonly preferred: string[] }

type Need = { readonly field: IntakeField; readonly met: (form: Args) => boolean }

const filled = (field: IntakeField): Need => ({ field, met: (form) => isFilled(valueOf(form, field)) })

/** Without these a case cannot be saved, in the order of the form. @rule INTAKE-REQ */
const REQUIRED: readonly Need[] = [
  filled('contactName'),
  { field: 'mobile', met: (form) => isReachable(valueOf(form, 'mobile')) || isReachable(valueOf(form, 'phone')) },
  filled('serviceLocation'),
  filled('productName'),
  filled('faultDescription'),
]

/** These are asked for and never block. @rule INTAKE-REQ */
const PREFERRED: readonly Need[] = [
  filled('customerRef'),
  filled('orderNo'),
  filled('invoiceNo'),
  filled('serialNo'),
  { field: 'email', met: (form) => isEmail(valueOf(form, 'email')) },
]

/** Only an Apple unit is asked for its passcode; elsewhere the field is hidden. @rule INTAKE-APPLE @rule INTAKE-SECRET */
const PREFERRED_APPLE: readonly Need[] = [filled('passcode')]

/**
 * The fields of an intake form that still need something. Blank counts as missing, and so does what cannot be right: a phone
 * number outside the numbering plan, an address that is none, a value that is not text. `contract` decides which form it is; the
 * form's own copy of it, if it has one, must hold as well.
 * @rule INTAKE-REQ
 */
export function missingFields(input: {
  readonly contract: string
  readonly form: Readonly<Record<string, unknown>>
}): MissingFields {
  const args = readArgs(input)
  const contract = args['contract']
  if (typeof contract !== 'string') throw new RuleInputError('text.invalid', 'contract', 'a text is needed')
  const form = readArgs(args['form'], 'form')

  const copy = valueOf(form, 'contract')
  const contractHolds = isContractNumber(contract) && (copy === undefined || isContract(copy))
  const preferred = contract.trim() === CONTRACT.apple ? [...PREFERRED, ...PREFERRED_APPLE] : PREFERRED
  return {
    required: [...(contractHolds ? [] : (['contract'] as const)), ...unmet(REQUIRED, form)],
    preferred: unmet(preferred, form),
  }
}

/** Whether a case that was registered cannot be saved for this one field; of the pair of numbers either will do. @rule INTAKE-REQ */
export function isMissing(
  field: Exclude<keyof ServiceCase, 'contract'>,
  form: Readonly<Record<string, unknown>>,
): boolean {
  const name = field === 'phone' ? 'mobile' : field
  return REQUIRED.some((need) => need.field === name && !need.met(form))
}

const unmet = (needs: readonly Need[], form: Args): string[] =>
  needs.filter((need) => !need.met(form)).map((need) => need.field)

const valueOf = (form: Args, field: IntakeField): unknown => (Object.hasOwn(form, field) ? form[field] : undefined)

const isContract = (value: unknown): boolean => typeof value === 'string' && isContractNumber(value)

const isReachable = (value: unknown): boolean => isFilled(value) && normalisePhone(value) !== null

const isEmail = (value: unknown): boolean => typeof value === 'string' && isEmailAddress(value)
