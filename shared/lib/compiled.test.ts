import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { generateRows } from '#test/bench/dataset/generate-rows.ts'
import { anApplePhoneCall } from '#test/support/in-memory-desk.ts'
import { COMMAND_NAMES, commandOf } from '../domain/commands.ts'
import { TABLES } from '../domain/tables.ts'
import { PushRequest, PushResponse } from '../sync/wire.ts'
import { compiled } from './compiled.ts'

const ID = '0198aaaa-0000-7000-8000-000000000001'
const AT = '2026-05-21T08:00:00.000Z'

/** Whatever a command asks for, under every name that one has for it. */
const ARGS = {
  caseId: ID,
  commandId: ID,
  command: 'case.note',
  maker: 'Kari',
  text: 'Ny skjerm',
  reason: 'ok',
  note: 'ok',
  field: 'mobile',
  from: null,
  to: '+4791234567',
  ownerId: ID,
  via: 'sms',
  about: 'reminder',
  of: 'report',
  at: AT,
  damage: ['liquid'],
  finding: 'Korrosjon',
  work: 'Byttet',
  part: 'Skjerm',
  solution: 'Ny',
  amount: 45_000,
  acceptedBy: 'Anne',
  answeredBy: 'Anne',
  newSerialNo: 'C02',
  orderNo: '9911',
  trackingNo: null,
  for: 'part',
  product: 'mac',
  purchasedOn: '2024-05-02',
  soldByUs: true,
  usedIn: 'NO',
  inStock: false,
  estimateId: ID,
  expects: { decisionId: null, estimateId: null, ownerId: null, finding: null, at: AT },
}
const envelope = {
  id: ID,
  name: 'case.note',
  version: 1,
  args: { caseId: ID },
  actAt: AT,
  retryOf: null,
  undoGroup: null,
}
const request = {
  protocol: 1,
  deviceId: ID,
  sentAt: AT,
  commands: [envelope, { ...envelope, skewMs: null }],
  passcodes: [{ commandId: ID, caseId: ID, passcode: '1234' }],
  discards: [ID],
  givenUp: [],
  refused: [{ command: envelope, error: { code: 'row.absent', facts: { table: 'conflict' } } }],
  epoch: ID,
  pull: { after: 0, limit: 600 },
}
const response = {
  epoch: ID,
  serverTime: AT,
  results: [
    { id: ID, status: 'accepted', position: 3 },
    { id: ID, status: 'refused', error: { code: 'unheard.of', rule: 'FEE-1', field: 'amount' } },
  ],
  page: { epoch: ID, serverTime: AT, rows: [{ table: 'unit', id: ID, row: null }], next: 3, done: true, remaining: 0 },
  from: 3,
}

/** One of each table. */
const rows = [...new Map([...generateRows({ cases: 20, seed: 1 })].map((each) => [each.table, each])).values()]

const samples: (readonly [name: string, schema: z.ZodType, value: object])[] = [
  ...COMMAND_NAMES.map(
    (name) => [name, commandOf(name)?.args as z.ZodType, { ...anApplePhoneCall(), ...ARGS }] as const,
  ),
  ...rows.map(({ table, row }) => [table, TABLES[table], row] as const),
  ['push', PushRequest, request],
  ['answer', PushResponse, response],
]

const ODD = [
  undefined,
  null,
  '',
  ' ',
  'x',
  '\u0000',
  ID,
  AT,
  'NO',
  0,
  -1,
  0.5,
  1e300,
  Number.NaN,
  true,
  [],
  [null],
  {},
  { x: 1 },
]

/** The value with one of its members, at any depth, gone, odd, or beside another that nobody asked for. */
function spoilt(value: unknown, path: readonly number[], odd: unknown): unknown {
  const [at, ...deeper] = path
  if (at === undefined || typeof value !== 'object' || value === null) return odd
  const entries = Object.entries(value)
  const index = at % (entries.length + 1)
  const [key, member] = entries[index] ?? ['unasked', undefined]
  entries[index] = [key, spoilt(member, deeper, odd)]
  if (Array.isArray(value)) return entries.map(([, each]) => each)
  return Object.fromEntries(odd === undefined && deeper.length === 0 ? entries.toSpliced(index, 1) : entries)
}

test('a compiled schema takes and refuses what the schema does, in the same words, and gives the same', () => {
  const paths = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 })
  let taken = 0
  fc.assert(
    fc.property(fc.constantFrom(...samples), paths, fc.constantFrom(...ODD), ([, schema, value], path, odd) => {
      const given = spoilt(value, path, odd)
      const [own, plain] = [compiled(schema).safeParse(given), schema.safeParse(given)]
      expect(own.success ? own.data : own.error.issues).toEqual(plain.success ? plain.data : plain.error.issues)
      if (plain.success) taken += 1
    }),
    { numRuns: 4_000 },
  )
  expect(taken).toBeGreaterThan(400)
})

test('every sample is taken by a compiled schema as it is', () => {
  for (const [, schema, value] of samples) {
    expect(compiled(schema)).not.toBe(schema)
    expect(compiled(schema).parse(value)).toEqual(schema.parse(value))
  }
})
