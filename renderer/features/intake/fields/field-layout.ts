import type { FormField } from '../form/contract-fields.ts'

/** What stands in the place of a field. */
export type ControlKind =
  | 'line'
  | 'phone'
  | 'email'
  | 'text'
  | 'day'
  | 'passcode'
  | 'contract'
  | 'choice'
  | 'country'
  | 'check'

export const CONTROL_OF: Readonly<Record<FormField, ControlKind>> = {
  contract: 'contract',
  contactName: 'line',
  mobile: 'phone',
  phone: 'phone',
  email: 'email',
  serviceLocation: 'line',
  customerRef: 'line',
  orderNo: 'line',
  invoiceNo: 'line',
  productName: 'line',
  serialNo: 'line',
  faultDescription: 'text',
  passcode: 'passcode',
  channel: 'choice',
  product: 'choice',
  purchasedOn: 'day',
  soldByUs: 'check',
  usedIn: 'country',
}

/** Columns of twelve that a field takes on a wide page; a narrow one has six, and a field of six then a whole line. */
export type Cell = {
  readonly field: FormField
  readonly span: number /** Where `beside` is hidden. */
  readonly alone?: Alone
}
type Alone = { readonly beside: FormField; readonly span: number }
export type Part = { readonly id: 'who' | 'what' | 'fault'; readonly cells: readonly Cell[] }

/** The page from top to bottom: the order of a call, and the order of Tab. */
export const PARTS: readonly Part[] = [
  {
    id: 'who',
    cells: [
      { field: 'contract', span: 6 },
      { field: 'channel', span: 6 },
      { field: 'contactName', span: 6 },
      { field: 'mobile', span: 3 },
      { field: 'phone', span: 3 },
      { field: 'email', span: 6 },
      { field: 'serviceLocation', span: 6 },
    ],
  },
  {
    id: 'what',
    cells: [
      { field: 'productName', span: 6 },
      { field: 'serialNo', span: 3, alone: { beside: 'usedIn', span: 6 } },
      { field: 'product', span: 3 },
      { field: 'purchasedOn', span: 3 },
      { field: 'soldByUs', span: 3 },
      { field: 'usedIn', span: 3 },
      { field: 'passcode', span: 3 },
      { field: 'customerRef', span: 6 },
      { field: 'orderNo', span: 3 },
      { field: 'invoiceNo', span: 3 },
    ],
  },
  { id: 'fault', cells: [{ field: 'faultDescription', span: 12 }] },
]
