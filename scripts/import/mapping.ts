import { z } from 'zod'
import { RegisterCaseArgs } from '#shared/domain/service-case/register-case.command.ts'

/** The fields of a registration that a file may fill; the rest follow from where a row comes from. */
const FIELDS = RegisterCaseArgs.omit({
  caseId: true,
  number: true,
  localRef: true,
  assumed: true,
  source: true,
  hasPasscode: true,
  ownerId: true,
  customerId: true,
  unitId: true,
}).shape
export type ImportField = keyof typeof FIELDS
const FieldName = z.enum(Object.keys(FIELDS) as [ImportField, ...ImportField[]])

/** Where the value of a field comes from. */
const Constant = z.strictObject({ constant: z.union([z.string(), z.boolean(), z.null()]) })
const Column = z.strictObject({
  column: z.string().min(1),
  /** Other values for what stands in the column; a value that is not listed is `otherwise`, or rejects the row. */
  map: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  otherwise: z.union([z.string(), z.boolean()]).optional(),
  /** `day`: a date that becomes noon of that day in Oslo. */
  as: z.enum(['text', 'day']).default('text'),
})
const Template = z.strictObject({ template: z.string().min(1) })
export const FieldSource = z.union([Constant, Column, Template])
export type FieldSource = z.infer<typeof FieldSource>

/**
 * How a file becomes cases: which column names a row for ever, and where each field of a registration comes from. A constant stands
 * for what the file lacks; the case shows those fields as assumed.
 */
export const Mapping = z.strictObject({
  /** Names the file in every case that comes from it; with the key it gives the case its id, so that a second import adds nothing. */
  source: z.string().regex(/^[a-z0-9-]+$/),
  key: z.string().min(1),
  attribution: z.string().optional(),
  fields: z.partialRecord(FieldName, FieldSource),
})
export type Mapping = z.infer<typeof Mapping>

/** Every column that the mapping needs. */
export function columnsOf(mapping: Mapping): string[] {
  const used = Object.values(mapping.fields).flatMap((source) => {
    if ('column' in source) return [source.column]
    if ('template' in source) return [...source.template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
    return []
  })
  return [...new Set([mapping.key, ...used])]
}
