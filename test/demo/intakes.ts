import type { IntakeEntry } from '#test/e2e/pages/intake-page.ts'

const CALLER = {
  contactName: 'Ingrid Bakke',
  mobile: '912 34 567',
  email: 'ingrid.bakke@example.no',
  serviceLocation: 'Storgata 12, 0184 Oslo',
} as const

const APPLE = { ...CALLER, contract: 'SA0011807', soldByUs: true, usedIn: 'NO' } as const

export const MAC: IntakeEntry = {
  ...APPLE,
  product: 'mac',
  productName: 'MacBook Pro 14',
  serialNo: 'C02DEMO0001',
  purchasedOn: '2024-05-02',
  customerRef: 'E-20240502',
  orderNo: '4500112233',
  invoiceNo: '9001122',
  faultDescription: 'Starter ikke etter at det ble sølt kaffe på tastaturet',
  passcode: '731946',
}

export const IPAD: IntakeEntry = {
  ...APPLE,
  product: 'ipad',
  productName: 'iPad Air 11',
  serialNo: 'DMPDEMO0002',
  purchasedOn: '2025-01-15',
  customerRef: 'E-20250115',
  orderNo: '4500445566',
  invoiceNo: '9004455',
  faultDescription: 'Skjermen er svart, lader ikke',
  passcode: '2580',
}

/** The reference of the customer's own order is not at hand: asked for, never demanded. */
export const PRINTER: IntakeEntry = {
  ...CALLER,
  contract: 'SA0003682',
  productName: 'HP LaserJet Pro M404',
  serialNo: 'VNBDEMO0003',
  orderNo: '4500778899',
  invoiceNo: '9007788',
  faultDescription: 'Papiret setter seg fast i skuff 2',
}

export const THINKPAD: IntakeEntry = {
  ...CALLER,
  productName: 'ThinkPad T14 Gen 4',
  serialNo: 'PFDEMO0004',
  customerRef: 'E-20260401',
  orderNo: '4500990011',
  invoiceNo: '9009900',
  usedIn: 'NO',
  faultDescription: 'Skjermen flimrer og blir svart',
  contract: '',
}
