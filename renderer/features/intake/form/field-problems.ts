import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import { isEmailAddress } from '#shared/domain/intake/email-address.ts'
import { missingFields } from '#shared/domain/rules/index.ts'
import { normalisePhone } from '#shared/lib/phone.ts'
import { contractNo, FIELDS_OF, FORM_FIELDS, type FormField } from './contract-fields.ts'
import type { IntakeForm } from './intake-form.ts'
import { readDay } from '../../../i18n/read-day.ts'

/** Locale keys under `intake:problem`. */
export type ProblemCode = 'missing' | 'reachable' | 'contract' | 'phone' | 'email' | 'day' | 'dayAhead' | 'long'
export type Problem = { readonly field: FormField; readonly code: ProblemCode; readonly blocks: boolean }

const LINE = 500
const TEXT = 20_000
const PASSCODE = 200
const longest = (field: FormField): number =>
  field === 'faultDescription' ? TEXT : field === 'passcode' ? PASSCODE : LINE

export type Checked = {
  /** In the order of the page; at most one a field. */
  readonly problems: readonly Problem[]
  /** Asked for and still empty. @rule INTAKE-REQ */
  readonly preferred: readonly FormField[]
}

/**
 * What is wrong with a form, by the rule that the command itself asks. A problem that does not block is a warning: the value is
 * kept as typed. @rule INTAKE-REQ @rule WDATE
 * @param today the day in Oslo
 */
export function checkForm(form: IntakeForm, passcode: string, kind: AgreementKind, today: string): Checked {
  const needs = FIELDS_OF[kind]
  const contract = contractNo(form.contract)
  const missing = missingFields({ contract, form: { ...form, contract, passcode } })
  const found = new Map<FormField, Problem>()
  const add = (field: FormField, code: ProblemCode, blocks: boolean): void => {
    if (needs[field] !== 'hidden' && !found.has(field)) found.set(field, { field, code, blocks })
  }

  for (const field of FORM_FIELDS) {
    const value = field === 'passcode' ? passcode : form[field]
    if (typeof value === 'string' && value.trim().length > longest(field)) add(field, 'long', true)
  }
  for (const field of missing.required as FormField[]) add(field, codeOfMissing(field, form), true)
  if (isWrongPhone(form.mobile)) add('mobile', 'phone', false)
  if (isWrongPhone(form.phone)) add('phone', 'phone', false)
  if (form.email.trim() !== '' && !isEmailAddress(form.email)) add('email', 'email', false)
  const purchase = readDay(form.purchasedOn)
  if (!purchase.ok) add('purchasedOn', 'day', true)
  else if (purchase.day !== null && purchase.day > today) add('purchasedOn', 'dayAhead', true)

  const inOrder = FORM_FIELDS.flatMap((field) => found.get(field) ?? [])
  return {
    problems: inOrder,
    preferred: (missing.preferred as FormField[]).filter((field) => needs[field] !== 'hidden' && !found.has(field)),
  }
}

function codeOfMissing(field: FormField, form: IntakeForm): ProblemCode {
  if (field === 'contract') return form.contract.trim() === '' ? 'missing' : 'contract'
  if (field !== 'mobile') return 'missing'
  return form.mobile.trim() === '' ? 'reachable' : 'phone'
}

const isWrongPhone = (text: string): boolean => text.trim() !== '' && normalisePhone(text) === null
