import type { IntakeEntry } from './pages/intake-page.ts'

const CALLER = {
  contactName: 'Ingrid Bakke',
  mobile: '912 34 567',
  serviceLocation: 'Storgata 12, 0184 Oslo',
} as const

/** A Mac with everything that intake asks for; name what matters to the test. */
export const aMac = (more: Partial<IntakeEntry> = {}): IntakeEntry => ({
  ...CALLER,
  contract: 'SA0011807',
  product: 'mac',
  productName: 'MacBook Air 13',
  purchasedOn: '2025-08-20',
  soldByUs: true,
  usedIn: 'NO',
  passcode: '482915',
  faultDescription: 'Lader ikke',
  ...more,
})

export const aPrinter = (more: Partial<IntakeEntry> = {}): IntakeEntry => ({
  ...CALLER,
  contract: 'SA0003682',
  productName: 'HP LaserJet Pro M404',
  faultDescription: 'Papiret setter seg fast i skuff 2',
  ...more,
})

/** A fault that a colleague takes in at another desk. */
export const aRegistration = (caseId: string) =>
  ({
    caseId,
    number: null,
    localRef: 'E2E-1',
    contract: 'SA0003682',
    contactName: 'Ingrid Bakke',
    mobile: '+4791234567',
    phone: null,
    email: null,
    serviceLocation: 'Storgata 12, 0184 Oslo',
    customerRef: null,
    orderNo: null,
    invoiceNo: null,
    productName: 'HP LaserJet Pro M404',
    serialNo: null,
    faultDescription: 'Papiret setter seg fast',
    channel: 'phone',
    customerId: null,
    unitId: null,
    product: 'other',
    purchasedOn: null,
    soldByUs: false,
    usedIn: 'NO',
    hasPasscode: false,
    assumed: [] as string[],
    source: null,
    reportedAt: null,
  }) as const
