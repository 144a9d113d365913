import type { Agreement, AgreementKind, Contact, Customer, Unit } from '#shared/domain/customer/customer.rows.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'
import { CONTRACT } from '#shared/domain/intake/contract-number.ts'
import { changeForm, type IntakeForm } from './intake-form.ts'

/** What was picked in the find field; `customer` is known where the device has its row. */
export type Pick = {
  readonly customer: Customer | null
  readonly customerId: string
  readonly customerName: string
  readonly contact: Contact | null
  readonly unit: Unit | null
}

/**
 * The form filled from what was picked. A known value replaces what stood there, an unknown one leaves it: the person picked it, and
 * can take it back. @rule INTAKE-SERIAL
 */
export function fillFrom(form: IntakeForm, picked: Pick, agreements: readonly Agreement[]): IntakeForm {
  const { customer, contact, unit } = picked
  const contract = contractFor(picked, agreements)
  return changeForm(form, {
    find: '',
    customerId: picked.customerId,
    customerName: picked.customerName,
    ...(contract === null || (unit === null && form.contract.trim() !== '') ? {} : { contract }),
    ...(customer && { serviceLocation: customer.address || form.serviceLocation, usedIn: customer.country }),
    ...(contact && {
      contactName: contact.name,
      mobile: contact.mobile === null ? form.mobile : phoneInGroups(contact.mobile),
      phone: contact.phone === null ? form.phone : phoneInGroups(contact.phone),
      email: contact.email ?? form.email,
    }),
    ...(unit && {
      unitId: unit.id,
      unitSerialNo: unit.serialNo,
      serialNo: unit.serialNo,
      productName: unit.productName,
      product: unit.product,
      purchasedOn: unit.purchasedOn ?? '',
      soldByUs: unit.soldByUs,
      orderNo: unit.orderNo ?? form.orderNo,
      invoiceNo: unit.invoiceNo ?? form.invoiceNo,
      customerRef: unit.customerRef ?? form.customerRef,
    }),
  })
}

/** Takes a fill back: the fields that still hold what it put in. What was typed since stays. */
export function takeBackFill(before: IntakeForm, filled: IntakeForm, now: IntakeForm): IntakeForm {
  const names = Object.keys(now) as (keyof IntakeForm)[]
  return Object.fromEntries(
    names.map((name) => [name, now[name] === filled[name] ? before[name] : now[name]]),
  ) as IntakeForm
}

/** The kind of agreement that a maker's units are served under. */
function kindForUnit(unit: Unit): AgreementKind {
  if (unit.product !== 'other' || /^apple\b/i.test(unit.maker)) return 'apple'
  if (/^(hp|hewlett)/i.test(unit.maker)) return 'hp-print'
  return /^lenovo\b/i.test(unit.maker) ? 'lenovo-onsite' : 'general'
}

/** The customer's own agreement comes before one for everybody; a unit without one is served under the general agreement. @rule SOS-6 */
function contractFor({ customerId, unit }: Pick, agreements: readonly Agreement[]): string | null {
  const own = agreements.filter((each) => each.customerId === customerId)
  if (unit === null) return own.length === 1 ? (own[0]?.agreementNo ?? null) : null
  const kind = kindForUnit(unit)
  const shared = agreements.filter((each) => each.customerId === null)
  const fit = [...own, ...shared].find((each) => each.kind === kind)
  return fit?.agreementNo ?? CONTRACT.sos
}
