import { z } from 'zod'
import { Country, Id, IsoDate, Line, Product } from '../row-types.ts'

/** Reference data that the backend owns and every device reads: who calls, under which agreement, about which unit. */

export const Customer = z.object({ id: Id, customerNo: Line, name: Line, country: Country, address: Line })
export type Customer = z.infer<typeof Customer>

export const Contact = z.object({
  id: Id,
  customerId: Id,
  name: Line,
  mobile: Line.nullable(),
  phone: Line.nullable(),
  email: Line.nullable(),
})
export type Contact = z.infer<typeof Contact>

/** What the desk does under an agreement: which fields intake asks for and which flow the case follows. */
export const AgreementKind = z.enum(['apple', 'hp-print', 'lenovo-onsite', 'general'])
export type AgreementKind = z.infer<typeof AgreementKind>

/** @rule SOS-6 @rule SOS-7 `routine` tells the desk how to reach the subcontractor that the agreement names. */
export const Agreement = z.object({
  id: Id,
  agreementNo: Line,
  name: Line,
  kind: AgreementKind,
  customerId: Id.nullable(),
  routine: Line.nullable(),
})
export type Agreement = z.infer<typeof Agreement>

/** A unit that was sold: its order and invoice line, so that intake can start from any of its numbers. @rule INTAKE-SERIAL */
export const Unit = z.object({
  id: Id,
  customerId: Id,
  serialNo: Line,
  productName: Line,
  product: Product,
  maker: Line,
  soldByUs: z.boolean(),
  purchasedOn: IsoDate.nullable(),
  orderNo: Line.nullable(),
  invoiceNo: Line.nullable(),
  customerRef: Line.nullable(),
})
export type Unit = z.infer<typeof Unit>

export const Role = z.enum(['agent', 'technician', 'dispatcher', 'supervisor'])
export type Role = z.infer<typeof Role>

/** A colleague, as other colleagues see them. */
export const Colleague = z.object({ id: Id, username: Line, name: Line, initials: Line, role: Role })
export type Colleague = z.infer<typeof Colleague>
