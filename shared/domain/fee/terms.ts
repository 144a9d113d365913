import { type DatedTerms, SINCE_EVER } from '../rules/dated-terms.ts'

/** Status/diagnosis of a unit that is not covered, in øre. @rule FEE-1 */
export const DIAGNOSIS_FEE: DatedTerms<{ readonly amountMinor: number; readonly currency: 'NOK' }> = [
  { from: SINCE_EVER, amountMinor: 45000, currency: 'NOK' },
]
