import type { EditableField } from '#shared/domain/service-case/edit-case.command.ts'
import { PRODUCTS } from '#shared/domain/warranty/terms.ts'
import { type CaseAction, defineAction, type FieldSpec, type FieldValue } from './case-action.ts'

const CONTROL: Partial<Record<EditableField, Omit<FieldSpec, 'name'>>> = {
  mobile: { kind: 'phone' },
  phone: { kind: 'phone' },
  faultDescription: { kind: 'text' },
  product: { kind: 'choice', choices: { words: 'product', values: PRODUCTS } },
  purchasedOn: { kind: 'date' },
  soldByUs: { kind: 'flag' },
  usedIn: { kind: 'country' },
}

/** The control of a field that can be corrected. Whether it may be empty is for the command to say. @rule INTAKE-REQ */
export const editSpec = (field: EditableField): FieldSpec => ({
  name: field,
  optional: true,
  ...(CONTROL[field] ?? { kind: 'line' }),
})

/** What the field holds after the edit: an emptied one holds nothing. */
export function storedValue({ kind }: FieldSpec, value: FieldValue): string | boolean | null {
  if (kind === 'flag') return value === true
  const text = String(value ?? '').trim()
  return text === '' ? null : text
}

/** The correction of one field as an action, to edit one that was refused. */
export function editFieldAction(field: EditableField): CaseAction {
  const spec = editSpec(field)
  return defineAction({
    command: 'case.edit',
    fields: [spec],
    args: (values, { serviceCase }) => ({
      caseId: serviceCase.id,
      field,
      from: serviceCase[field],
      to: storedValue(spec, values[field] ?? null),
    }),
    valuesOf: (args) => ({ [field]: (args['to'] ?? '') as FieldValue }),
  })
}
