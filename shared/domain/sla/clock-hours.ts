import { type Args, readArgs } from '../rules/input.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'

/** Round the clock, or from `opens` to `closes` (local `HH:MM`, `24:00` is the end of the day) on the working days of the country. */
export type ClockHours = '24x7' | { readonly opens: string; readonly closes: string }

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
export const MIDNIGHT = '24:00'

export function readHours(args: Args, field: string): ClockHours {
  const value = args[field]
  if (value === '24x7') return value
  const { opens, closes } = readArgs(value, field)
  if (
    typeof opens === 'string' &&
    typeof closes === 'string' &&
    CLOCK.test(opens) &&
    (CLOCK.test(closes) || closes === MIDNIGHT) &&
    opens < closes
  ) {
    return { opens, closes }
  }
  throw new RuleInputError('hours.invalid', field, '24x7, or opens before closes written HH:MM, is needed')
}
