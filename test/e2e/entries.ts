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
