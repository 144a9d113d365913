import { hash } from 'node:crypto'
import { parse as parseUuid, v5 as uuidV5 } from 'uuid'
import type { CommandArgs } from '#shared/domain/commands.ts'
import { BLANK_REGISTRATION } from '#shared/domain/service-case/blank-registration.ts'
import { atLocalTime } from '#shared/lib/dates.ts'
import { parseDate } from '#shared/lib/iso-date.ts'
import type { FieldSource, ImportField, Mapping } from './mapping.ts'

const IMPORTS = parseUuid('c1a3c1c0-6f0e-5d0e-9c55-0d8d4b6c7f21')

export type Problem = { readonly field: string; readonly reason: string }
export type Registration = { readonly commandId: string; readonly args: CommandArgs<'case.register'> }

/** What a row holds where neither the file nor the mapping says otherwise. */
const BLANK = { ...BLANK_REGISTRATION, channel: 'web' } as const satisfies Record<ImportField, unknown>

/**
 * The registration of one row, or the first field that stands in its way. The ids follow from source, key and content: the same row
 * again is the same command, a row whose content changed is another command on the same case.
 */
export function toRegistration(mapping: Mapping, record: Readonly<Record<string, string>>): Registration | Problem {
  const rowKey = (record[mapping.key] ?? '').trim()
  if (rowKey === '') return { field: mapping.key, reason: 'the key is empty' }
  const values: Record<string, unknown> = { ...BLANK }
  const assumed: string[] = []
  for (const [field, source] of Object.entries(mapping.fields)) {
    const value = valueOf(source, record)
    if (typeof value === 'object' && value !== null) return { field, reason: value.problem }
    values[field] = value
    if ('constant' in source) assumed.push(field)
  }
  const caseId = uuidV5(`${mapping.source}/${rowKey}`, IMPORTS)
  const args = {
    ...values,
    caseId,
    number: null,
    localRef: null,
    customerId: null,
    unitId: null,
    ownerId: null,
    hasPasscode: false,
    assumed,
    source: `${mapping.source}:${rowKey}`,
  } as CommandArgs<'case.register'>
  const content = hash('sha256', JSON.stringify(args))
  return { commandId: uuidV5(content, parseUuid(caseId)), args }
}

type Value = string | boolean | null | { readonly problem: string }

function valueOf(source: FieldSource, record: Readonly<Record<string, string>>): Value {
  if ('constant' in source) return source.constant
  if ('template' in source)
    return source.template.replace(/\{([^}]+)\}/g, (_, column) => (record[column] ?? '').trim()).trim()
  const text = (record[source.column] ?? '').trim()
  if (source.map !== undefined) {
    const mapped = Object.hasOwn(source.map, text) ? source.map[text] : source.otherwise
    return mapped ?? { problem: `"${text}" in column ${source.column} is not in the mapping` }
  }
  if (source.as === 'day') return noonOf(text, source.column)
  return text
}

function noonOf(text: string, column: string): Value {
  const day = parseDate(text)
  if (!day.ok) return { problem: `"${text}" in column ${column} is not a date` }
  return new Date(atLocalTime(day.value, '12:00', 'Europe/Oslo').epochMilliseconds).toISOString()
}
