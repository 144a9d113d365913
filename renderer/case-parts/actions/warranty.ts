import type { Damage, Product } from '#shared/domain/row-types.ts'
import { warrantyBasisOf } from '#shared/domain/warranty/decide-warranty.command.ts'
import { PRODUCTS } from '#shared/domain/warranty/terms.ts'
import { LiveVerdict } from '../verdict/live-verdict.tsx'
import { choice, defineAction, flag, list, textOrNull } from './case-action.ts'
import { DAMAGE_FIELD } from './diagnosis.ts'

/** @rule SHOP-1 @rule WDATE @rule WORDER @rule FEE-1 */
export const decideWarranty = defineAction({
  command: 'warranty.decide',
  fields: [
    { name: 'product', kind: 'choice', choices: { words: 'product', values: PRODUCTS } },
    { name: 'purchasedOn', kind: 'date', optional: true },
    { name: 'soldByUs', kind: 'flag' },
    { name: 'usedIn', kind: 'country' },
    DAMAGE_FIELD,
    { name: 'inStock', kind: 'flag' },
  ],
  initial: ({ serviceCase }) => ({
    product: serviceCase.product,
    purchasedOn: serviceCase.purchasedOn ?? '',
    soldByUs: serviceCase.soldByUs,
    usedIn: serviceCase.usedIn,
    damage: serviceCase.damage,
    inStock: false,
  }),
  args: (values, { serviceCase }) => ({
    caseId: serviceCase.id,
    product: choice<Product>(values, 'product'),
    purchasedOn: textOrNull(values, 'purchasedOn'),
    soldByUs: flag(values, 'soldByUs'),
    usedIn: choice(values, 'usedIn'),
    damage: list<Damage>(values, 'damage'),
    inStock: flag(values, 'inStock'),
    expects: warrantyBasisOf(serviceCase),
  }),
  Consequence: LiveVerdict,
})
