import { type DatedTerms, SINCE_EVER } from '../rules/dated-terms.ts'

export const PRODUCTS = ['mac', 'ipad', 'other'] as const
export type Product = (typeof PRODUCTS)[number]

export type StandardTerms = { readonly years: number }

/** Years are counted from the purchase, the standard year included; a product that is not named has no extended years. */
export type ExtendedTerms = {
  readonly years: Readonly<Partial<Record<Product, number>>>
  readonly countries: readonly string[]
  /** Bought from us after this day; the day itself is too early. */
  readonly purchasedAfter: string
}

export type WarrantyTerms = { readonly standard: StandardTerms; readonly extended: ExtendedTerms }

/** Apple programmes by day of purchase. @rule APPLE-1 @rule APPLE-2 @rule APPLE-3 */
export const WARRANTY_TERMS: DatedTerms<WarrantyTerms> = [
  {
    from: SINCE_EVER,
    standard: { years: 1 },
    extended: { years: { mac: 3, ipad: 2 }, countries: ['NO'], purchasedAfter: '2015-01-01' },
  },
]
