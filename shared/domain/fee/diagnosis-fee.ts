import { termsOn } from '../rules/dated-terms.ts'
import { DIAGNOSIS_FEE } from './terms.ts'

/** The fee in øre for diagnosing a unit that is not covered, by the day of the report. @rule FEE-1 */
export const diagnosisFeeOn = (reportedOn: string): number => termsOn(DIAGNOSIS_FEE, reportedOn).amountMinor
