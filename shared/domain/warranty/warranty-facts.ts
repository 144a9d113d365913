import { readArgs, readChoice, readCountry, readFlag, readList } from '../rules/input.ts'
import { readDate, readDateOrNull } from '../rules/input-time.ts'
import { RuleInputError } from '../rules/rule-input-error.ts'
import { PRODUCTS, type Product } from './terms.ts'
import { DAMAGES, type Damage } from './void-rules.ts'

export type WarrantyFacts = {
  readonly product: Product
  readonly soldByUs: boolean
  readonly purchasedOn: string | null
  readonly reportedOn: string
  /** ISO 3166-1 alpha-2, where the unit is used. */
  readonly country: string
  readonly damage: readonly Damage[]
}

/** The facts of a warranty question, checked. A report before the purchase is refused as bad data (WDATE). */
export function readWarrantyFacts(input: unknown): WarrantyFacts {
  const args = readArgs(input)
  const facts = {
    product: readChoice(args, 'product', PRODUCTS),
    soldByUs: readFlag(args, 'soldByUs'),
    purchasedOn: readDateOrNull(args, 'purchasedOn'),
    reportedOn: readDate(args, 'reportedOn'),
    country: readCountry(args, 'country'),
    damage: readList(args, 'damage').map((damage) => readChoice({ damage }, 'damage', DAMAGES)),
  }
  if (facts.purchasedOn !== null && facts.reportedOn < facts.purchasedOn) {
    throw new RuleInputError('date.before-purchase', 'reportedOn', 'reported before the day of purchase', {
      rule: 'WDATE',
      facts: { purchasedOn: facts.purchasedOn, reportedOn: facts.reportedOn },
    })
  }
  return facts
}
