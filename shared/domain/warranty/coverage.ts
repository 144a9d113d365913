import { addYears } from '../../lib/dates.ts'
import { termsOn } from '../rules/dated-terms.ts'
import { type Reason, reason } from '../rules/reason.ts'
import { type Product, WARRANTY_TERMS } from './terms.ts'

export type PurchaseFacts = {
  readonly product: Product
  readonly soldByUs: boolean
  readonly purchasedOn: string
  readonly country: string
}

/** Covers `from ≤ day < until`. */
export type CoverPeriod = { readonly from: string; readonly until: string }

export type Coverage = {
  readonly standard: CoverPeriod
  /** The years after the standard one, as far as they hold in the country of use. */
  readonly extended: CoverPeriod | null
  /** First day on which no programme covers the unit in that country any more, damage aside. */
  readonly coveredUntil: string
  /** The extended years that the unit has in other countries but not in this one: to draw what is lost abroad. */
  readonly extendedElsewhere: CoverPeriod | null
  /** Why there are no extended years here; empty if there are. */
  readonly whyNotExtended: readonly Reason[]
}

/**
 * The periods in which programmes cover a unit, damage aside: what the warranty bar draws and the decision stands on.
 * @rule APPLE-1 @rule APPLE-2 @rule APPLE-3 @rule WDATE
 */
export function coverageOf(facts: PurchaseFacts): Coverage {
  const terms = termsOn(WARRANTY_TERMS, facts.purchasedOn)
  const standardUntil = addYears(facts.purchasedOn, terms.standard.years)
  const standard = { from: facts.purchasedOn, until: standardUntil }

  const years = terms.extended.years[facts.product]
  const couldBe = years === undefined ? null : { from: standardUntil, until: addYears(facts.purchasedOn, years) }
  const neverHad = neverExtended(facts, terms.extended.purchasedAfter, couldBe !== null)
  const valid = terms.extended.countries.includes(facts.country)
  const abroad =
    couldBe && !valid ? [reason('APPLE-3', 'abroad', { country: facts.country, until: couldBe.until })] : []

  const granted = neverHad.length === 0 ? couldBe : null
  const extended = valid ? granted : null
  return {
    standard,
    extended,
    coveredUntil: extended?.until ?? standardUntil,
    extendedElsewhere: valid ? null : granted,
    whyNotExtended: [...neverHad, ...abroad],
  }
}

function neverExtended(facts: PurchaseFacts, purchasedAfter: string, hasYears: boolean): readonly Reason[] {
  if (!hasYears) return [reason('APPLE-1', 'otherProduct', {})]
  const { purchasedOn, soldByUs } = facts
  return [
    ...(soldByUs ? [] : [reason('APPLE-1', 'notOurs', {})]),
    ...(purchasedOn > purchasedAfter ? [] : [reason('APPLE-1', 'tooEarly', { purchasedOn, after: purchasedAfter })]),
  ]
}
