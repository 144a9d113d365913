import type { IntakeMatch } from '#shared/contract/views.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'
import type { Pick } from '../form/fill-from-match.ts'

/** One line under the find field. `customer` in the pick is null where the answer did not bring its row. */
export type FindOption = {
  readonly id: string
  readonly group: 'units' | 'contacts' | 'customers'
  readonly title: string
  readonly detail: string
  readonly pick: Pick
}

/** What was found as lines, units first: a serial, an order or an invoice says most about the fault. @rule INTAKE-SERIAL */
export function findOptions({ units, contacts, customers }: IntakeMatch): FindOption[] {
  const customerOf = (id: string) => customers.find((each) => each.id === id) ?? null
  return [
    ...units.map((unit): FindOption => {
      const { customerName, ...row } = unit
      return {
        id: `unit:${unit.id}`,
        group: 'units',
        title: `${unit.productName} · ${unit.serialNo}`,
        detail: joined(customerName, unit.orderNo, unit.invoiceNo, unit.customerRef),
        pick: {
          customer: customerOf(unit.customerId),
          customerId: unit.customerId,
          customerName,
          contact: null,
          unit: row,
        },
      }
    }),
    ...contacts.map((contact): FindOption => {
      const { customerName, ...row } = contact
      return {
        id: `contact:${contact.id}`,
        group: 'contacts',
        title: contact.name,
        detail: joined(customerName, spoken(contact.mobile ?? contact.phone), contact.email),
        pick: {
          customer: customerOf(contact.customerId),
          customerId: contact.customerId,
          customerName,
          contact: row,
          unit: null,
        },
      }
    }),
    ...customers.map(
      (customer): FindOption => ({
        id: `customer:${customer.id}`,
        group: 'customers',
        title: customer.name,
        detail: joined(customer.customerNo, customer.address),
        pick: { customer, customerId: customer.id, customerName: customer.name, contact: null, unit: null },
      }),
    ),
  ]
}

const spoken = (phone: string | null): string | null => (phone === null ? null : phoneInGroups(phone))

const joined = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ')
