import type { Damage } from '#shared/domain/row-types.ts'
import { DAMAGES } from '#shared/domain/warranty/void-rules.ts'
import { defineAction, type FieldSpec, list, text } from './case-action.ts'

export const DAMAGE_FIELD: FieldSpec = {
  name: 'damage',
  kind: 'checks',
  choices: { words: 'damage', values: DAMAGES },
  optional: true,
}

/** @rule SHOP-1 */
export const recordDiagnosis = defineAction({
  command: 'diagnosis.record',
  fields: [DAMAGE_FIELD, { name: 'finding', kind: 'text' }],
  initial: ({ serviceCase }) => ({ damage: serviceCase.damage, finding: serviceCase.finding ?? '' }),
  args: (values, { serviceCase }) => ({
    caseId: serviceCase.id,
    damage: list<Damage>(values, 'damage'),
    finding: text(values, 'finding'),
    expects: { finding: serviceCase.finding },
  }),
})
