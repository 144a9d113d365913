/**
 * What a registration holds of what a form or a file may leave out; what is required is for the command to say. The order of the fields
 * is in the ids of imported commands. @rule INTAKE-REQ
 */
export const BLANK_REGISTRATION = {
  contract: '',
  channel: 'phone',
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
  product: 'other',
  purchasedOn: null,
  soldByUs: false,
  usedIn: 'NO',
  reportedAt: null,
} as const
