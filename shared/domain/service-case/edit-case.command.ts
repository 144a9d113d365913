import { z } from 'zod'
import { type Change, set } from '../command/change.ts'
import { defineCommand, refuse } from '../command/define.ts'
import { key } from '../command/read.ts'
import { Country, Id, IsoDate, Product } from '../row-types.ts'
import { isMissing } from '../intake/missing-fields.ts'
import { localDay } from './due.ts'
import { isEnded } from './flow.ts'
import { IntakeFields, type ServiceCase } from './service-case.rows.ts'
import { timeline } from './timeline.ts'

/** What a person may correct on a case. */
export const EditableFields = IntakeFields.omit({ contract: true }).extend({
  product: Product,
  purchasedOn: IsoDate.nullable(),
  soldByUs: z.boolean(),
  usedIn: Country,
})
export type EditableField = keyof z.infer<typeof EditableFields>
const FIELDS = EditableFields.shape
const FieldName = z.enum(Object.keys(FIELDS) as [EditableField, ...EditableField[]])

/** No field holds a list or an object. */
const FieldValue = z.union([z.string().max(20_000), z.boolean(), z.null()])

/**
 * Sets one field. `from` is what the person saw: another value there now is a conflict, the same value twice is none, and
 * edits of different fields never meet.
 */
export const editCase = defineCommand({
  name: 'case.edit',
  version: 1,
  permission: 'case.work',
  args: z.object({ caseId: Id, field: FieldName, from: FieldValue, to: FieldValue }),
  caseOf: (args) => args.caseId,
  inverse: ({ caseId, field, from, to }) => ({ name: 'case.edit', args: { caseId, field, from: to, to: from } }),
  reads: [(args) => [key('serviceCase', args.caseId)]],
  decide(seen, { caseId, field, from, to }, ctx) {
    const serviceCase = seen.need('serviceCase', caseId)
    if (isEnded(serviceCase.state)) return refuse('case.ended', { rule: 'SHOP-5', facts: { state: serviceCase.state } })
    const value = FIELDS[field].safeParse(to)
    if (!value.success)
      return refuse('input.invalid', { field, facts: { problem: value.error.issues[0]?.message ?? '' } })
    const current = serviceCase[field]
    if (current === value.data) return []
    if (current !== from)
      return refuse('field.changed', { field, facts: { field, theirs: asFact(current), mine: asFact(value.data) } })

    const after: ServiceCase = { ...serviceCase, [field]: value.data }
    if (isMissing(field, after)) return refuse('input.missing', { rule: 'INTAKE-REQ', field })
    if (field === 'purchasedOn' && after.purchasedOn !== null) {
      const { purchasedOn } = after
      const reportedOn = localDay(serviceCase.registeredAt, 'NO')
      if (purchasedOn > reportedOn)
        return refuse('input.invalid', { rule: 'WDATE', field, facts: { purchasedOn, reportedOn } })
    }
    const changes: Change[] = [
      set('serviceCase', caseId, {
        [field]: value.data,
        assumed: serviceCase.assumed.filter((name) => name !== field),
        changedAt: ctx.actAt,
      }),
      timeline(ctx, caseId, 'case.edit', { field, from: current, to: value.data }),
    ]
    return changes
  },
})

const asFact = (value: ServiceCase[EditableField]): string | number | boolean | null => value
