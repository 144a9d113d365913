import { z } from 'zod'
import { Product } from '#shared/domain/row-types.ts'
import { Channel } from '#shared/domain/service-case/service-case.rows.ts'

const typed = z.string().catch('')
const pickedId = z.uuid().nullable().catch(null)

/**
 * What is on the page, exactly as typed. The passcode is never part of it. A draft written by another version reads as far as its
 * fields still fit: what does not fit is blank, the rest stays. @rule INTAKE-SECRET
 */
const IntakeFormSchema = z.object({
  /** What was searched for; kept, so that a draft opens as it was left. */
  find: typed,
  contract: typed,
  contactName: typed,
  mobile: typed,
  phone: typed,
  email: typed,
  serviceLocation: typed,
  customerRef: typed,
  orderNo: typed,
  invoiceNo: typed,
  productName: typed,
  serialNo: typed,
  faultDescription: typed,
  channel: Channel.catch('phone'),
  product: Product.catch('other'),
  /** False while the kind of product follows the name that is typed. */
  productChosen: z.boolean().catch(false),
  purchasedOn: typed,
  soldByUs: z.boolean().catch(false),
  usedIn: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .catch('NO'),
  /** Nobody yet, for the dispatcher to send on; otherwise the person who registers. @rule SOS-3 */
  unassigned: z.boolean().catch(false),
  customerId: pickedId,
  customerName: typed,
  unitId: pickedId,
  /** Serial of the picked unit: another serial typed over it is another unit. */
  unitSerialNo: typed,
})
export type IntakeForm = z.infer<typeof IntakeFormSchema>

export const blankForm = (): IntakeForm => IntakeFormSchema.parse({})

/** A kept draft as a form. */
export const readForm = (kept: Readonly<Record<string, unknown>>): IntakeForm => IntakeFormSchema.parse(kept)

/** Nothing worth keeping: as the page opens. */
export function isBlankForm(form: IntakeForm): boolean {
  const blank = blankForm()
  return (Object.keys(blank) as (keyof IntakeForm)[]).every((name) => {
    const value = form[name]
    return (typeof value === 'string' ? value.trim() : value) === blank[name]
  })
}

/** The form after one field changed, with what follows from it. */
export function changeForm(form: IntakeForm, change: Partial<IntakeForm>): IntakeForm {
  const next = { ...form, ...change }
  if (change.product !== undefined && change.productChosen === undefined) next.productChosen = true
  if (change.productName !== undefined && !next.productChosen) next.product = guessProduct(change.productName)
  const serialMoved = change.serialNo !== undefined && change.unitId === undefined
  if (serialMoved && next.unitId !== null && !sameSerial(next.serialNo, next.unitSerialNo)) {
    next.unitId = null
    next.unitSerialNo = ''
  }
  return next
}

const sameSerial = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase()

/** The warranty programme that a product's name points to; chosen by hand where the guess is wrong. @rule APPLE-1 */
export function guessProduct(productName: string): Product {
  if (/\bi\s?pad/i.test(productName)) return 'ipad'
  return /\b(i?mac|macbook)\b/i.test(productName) ? 'mac' : 'other'
}
