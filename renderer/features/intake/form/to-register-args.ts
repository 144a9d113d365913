import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import type { RegisterCaseArgs } from '#shared/domain/service-case/register-case.command.ts'
import { contractNo, FIELDS_OF, type FormField } from './contract-fields.ts'
import type { IntakeForm } from './intake-form.ts'
import { readDay } from '../../../i18n/read-day.ts'

export type RegisterContext = {
  /** UUIDv7 of the case, made when its draft began: saving twice is saving once. */
  readonly caseId: string
  readonly kind: AgreementKind
  readonly passcode: string
  readonly userId: string
}

/**
 * The form as the command takes it: blanks around values gone, blank is null, fields that the agreement hides take their neutral
 * value. Phone numbers stay as typed. The number is left to the data process, which holds the lease. @rule SOS-9 @rule INTAKE-REQ
 */
export function toRegisterArgs(form: IntakeForm, context: RegisterContext): RegisterCaseArgs {
  const needs = FIELDS_OF[context.kind]
  const shown = (field: FormField): boolean => needs[field] !== 'hidden'
  const purchasedOn = readDay(form.purchasedOn)
  return {
    caseId: context.caseId,
    number: null,
    localRef: null,
    contract: contractNo(form.contract),
    channel: form.channel,
    contactName: form.contactName.trim(),
    mobile: filledOrNull(form.mobile),
    phone: filledOrNull(form.phone),
    email: filledOrNull(form.email),
    serviceLocation: form.serviceLocation.trim(),
    customerRef: filledOrNull(form.customerRef),
    orderNo: filledOrNull(form.orderNo),
    invoiceNo: filledOrNull(form.invoiceNo),
    productName: form.productName.trim(),
    serialNo: filledOrNull(form.serialNo),
    faultDescription: form.faultDescription.trim(),
    customerId: form.customerId,
    unitId: form.unitId,
    product: shown('product') ? form.product : 'other',
    purchasedOn: shown('purchasedOn') && purchasedOn.ok ? purchasedOn.day : null,
    soldByUs: shown('soldByUs') && form.soldByUs,
    usedIn: form.usedIn,
    hasPasscode: passcodeToSend(context) !== null,
    ownerId: form.unassigned ? null : context.userId,
    assumed: [],
    source: null,
    reportedAt: null,
  }
}

/** The passcode that travels beside the command, as typed; null where none was given or asked for. @rule INTAKE-SECRET */
export const passcodeToSend = ({ kind, passcode }: Pick<RegisterContext, 'kind' | 'passcode'>): string | null =>
  FIELDS_OF[kind].passcode === 'hidden' || passcode.trim() === '' ? null : passcode

const filledOrNull = (text: string): string | null => text.trim() || null
