import { describe, expect, test } from 'vitest'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import { Permission } from '#shared/domain/command/permission.ts'
import { AgreementKind, Role } from '#shared/domain/customer/customer.rows.ts'
import { FeeEntry } from '#shared/domain/fee/fee-entry.rows.ts'
import { QueueName, QueueSort } from '#shared/domain/queue.ts'
import { Damage, Product } from '#shared/domain/row-types.ts'
import { EditableFields } from '#shared/domain/service-case/edit-case.command.ts'
import { CaseState, Channel, Flow, WaitingFor } from '#shared/domain/service-case/service-case.rows.ts'
import { TABLE_NAMES } from '#shared/domain/tables.ts'
import { WarrantyDecision } from '#shared/domain/warranty/warranty-decision.rows.ts'
import { ERRORS } from '#shared/errors.ts'
import { LANGUAGES } from './language.ts'

type Words = { readonly [key: string]: string | Words }

const found = import.meta.glob<Words>('../../resources/locales/*/*.json', { eager: true, import: 'default' })
const filesOf = (language: string): string[] =>
  Object.keys(found)
    .filter((path) => path.includes(`/${language}/`))
    .map((path) => path.split('/').at(-1) ?? '')
    .sort()
const read = (language: string, file: string): Words => found[`../../resources/locales/${language}/${file}`] ?? {}
const namespaces = filesOf('nb')

function flat(words: Words, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : Object.entries(flat(value, `${path}${key}.`)),
    ),
  )
}
const blanks = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((hit) => hit[1] ?? '').toSorted((a, b) => a.localeCompare(b))

describe.each(Object.keys(LANGUAGES))('language %s', (language: string) => {
  test('has the files of Norwegian', () => {
    expect(filesOf(language)).toEqual(namespaces)
  })

  test.each(namespaces)('%s has the words of Norwegian, none empty, with the same facts', (file: string) => {
    const norwegian = flat(read('nb', file))
    const own = flat(read(language, file))
    expect(Object.keys(own).sort()).toEqual(Object.keys(norwegian).sort())
    expect(Object.entries(own).filter(([, text]) => text.trim() === '')).toEqual([])
    for (const [key, text] of Object.entries(own))
      expect([key, blanks(text)]).toEqual([key, blanks(norwegian[key] ?? '')])
  })
})

const options = (schema: { readonly options: readonly string[] }, prefix: string) =>
  schema.options.map((value) => `${prefix}.${value}`)
const decision = WarrantyDecision.shape

test.each([
  ['states.json', options(CaseState, 'state')],
  ['states.json', options(WaitingFor, 'waitingFor')],
  ['states.json', options(Channel, 'channel')],
  ['states.json', options(Flow, 'flow')],
  ['states.json', options(decision.outcome, 'outcome')],
  ['states.json', options(decision.programme.unwrap(), 'programme')],
  ['states.json', options(decision.remedy.unwrap(), 'remedy')],
  ['states.json', options(Damage, 'damage')],
  ['states.json', options(Product, 'product')],
  ['states.json', options(AgreementKind, 'agreement')],
  ['states.json', options(Role, 'role')],
  ['states.json', options(FeeEntry.shape.kind, 'fee')],
  ['commands.json', COMMAND_NAMES.flatMap((name) => [`${name}.do`, `${name}.done`])],
  ['errors.json', Object.keys(ERRORS)],
  ['common.json', options(Permission, 'permission')],
  ['common.json', TABLE_NAMES.map((name) => `table.${name}`)],
  ['common.json', Object.keys(EditableFields.shape).map((name) => `field.${name}`)],
  ['queue.json', [...options(QueueName, 'name'), ...options(QueueSort, 'sort')]],
  ['queue.json', QueueName.options.flatMap((name) => [`empty.${name}.title`, `empty.${name}.text`])],
])('%s has words for %j', (file, keys) => {
  expect(keys.filter((key) => !(key in flat(read('nb', file))))).toEqual([])
})
