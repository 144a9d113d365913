import { type DatedTerms, SINCE_EVER } from '../rules/dated-terms.ts'

/** Until when a report still gets the next working day. `exactly` says what the cut-off itself is (SLA-1). */
export type CutOff = { readonly at: string; readonly exactly: 'late' | 'on-time' }

export type CutOffRule = 'LEN-1' | 'LEN-2' | 'SMART-5'

/** Local times of the country. @rule LEN-1 @rule LEN-2 @rule SMART-5 @rule SLA-1 */
export const CUT_OFFS: Readonly<Record<CutOffRule, DatedTerms<CutOff>>> = {
  'LEN-1': [{ from: SINCE_EVER, at: '15:30', exactly: 'late' }],
  'LEN-2': [{ from: SINCE_EVER, at: '16:00', exactly: 'on-time' }],
  'SMART-5': [{ from: SINCE_EVER, at: '14:00', exactly: 'late' }],
}

/** Working days after the local date of the message until the customer has the unit back. @rule SHOP-4 */
export const RETURN_WORKING_DAYS: DatedTerms<{ readonly workingDays: number }> = [{ from: SINCE_EVER, workingDays: 3 }]
