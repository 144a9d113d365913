import { ISO_COUNTRIES } from '../../lib/iso-countries.ts'
import { RuleInputError } from './rule-input-error.ts'

/**
 * Readers of one argument each: the value in its type, or a `RuleInputError` that names the argument. The types of the rule
 * functions hold inside the program; these hold at its edges, where forms, files and other programs give the facts.
 */
export type Args = Readonly<Record<string, unknown>>

/** The argument object itself, or one object inside the argument `field`. */
export function readArgs(value: unknown, field = 'input'): Args {
  if (!isRecord(value)) throw new RuleInputError('input.invalid', field, 'an object with the facts is needed')
  return value
}

export function readChoice<T extends string>(args: Args, field: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === args[field])
  if (found === undefined) throw new RuleInputError('choice.invalid', field, `one of ${choices.join(', ')} is needed`)
  return found
}

export function readFlag(args: Args, field: string): boolean {
  const value = args[field]
  if (typeof value !== 'boolean') throw new RuleInputError('flag.invalid', field, 'true or false is needed')
  return value
}

/** An assigned ISO 3166-1 alpha-2 code in capitals. */
export function readCountry(args: Args, field: string): string {
  const value = args[field]
  if (typeof value !== 'string' || !ISO_COUNTRIES.has(value)) {
    throw new RuleInputError('country.invalid', field, 'an ISO 3166-1 code of two capital letters is needed')
  }
  return value
}

/** Text with something visible in it; invisible and control characters alone are blank. */
export function readText(args: Args, field: string): string {
  const value = args[field]
  if (!isFilled(value)) throw new RuleInputError('text.invalid', field, 'a text that is not blank is needed')
  return value
}

/** A text with at least one visible character. */
export const isFilled = (value: unknown): value is string =>
  typeof value === 'string' && /[^\p{Z}\p{Cc}\p{Cf}]/u.test(value)

/** A whole number within bounds, both included. */
export function readInteger(args: Args, field: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = args[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new RuleInputError('number.invalid', field, 'a whole number is needed')
  }
  if (value < min || value > max) {
    throw new RuleInputError('number.out-of-range', field, `at least ${min} and at most ${max} is needed`, {
      facts: { min, max },
    })
  }
  return value
}

export function readList(args: Args, field: string): readonly unknown[] {
  const value = args[field]
  if (!Array.isArray(value)) throw new RuleInputError('list.invalid', field, 'a list is needed')
  return [...value]
}

export const isRecord = (value: unknown): value is Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
