import { expect, test } from 'vitest'
import { z } from 'zod'
import { decideWith, idsOf } from './decide.ts'
import { defineCommand } from './define.ts'
import { readArgs } from './upcast.ts'

/** Version 1 had one text, version 2 a list of them, version 3 says who. */
const third = defineCommand({
  name: 'note.test',
  version: 3,
  upcasts: {
    1: (args) => ({ texts: [(args as { text: string }).text] }),
    2: (args) => ({ ...(args as object), by: 'nobody' }),
  },
  permission: 'case.work',
  args: z.object({ texts: z.array(z.string()), by: z.string() }),
  caseOf: () => '',
  reads: [],
  decide: (_seen, { texts, by }) => [{ op: 'set', table: 'serviceCase', id: by, fields: { finding: texts.join() } }],
})
const context = {
  commandId: 'c',
  actor: { id: 'a', name: 'A', permissions: ['case.work'] as const },
  actAt: '2026-03-10T09:00:00.000Z',
  decidedAt: null,
  leases: [],
  spareNumber: null,
  id: idsOf('0198aaaa-0000-7000-8000-00000000000a'),
}

test('arguments of every older version are lifted step by step, and decided as today’s', () => {
  const decide = (version: number, args: unknown) =>
    decideWith(third as never, { version, args }, context, () => ({ rows: [], elsewhere: false }))
  const today = decide(3, { texts: ['x'], by: 'nobody' })
  expect(today.kind).toBe('accepted')
  expect(decide(1, { text: 'x' })).toEqual(today)
  expect(decide(2, { texts: ['x'] })).toEqual(today)
  expect(readArgs(third, { version: 1, args: { text: 'x' } })).toEqual({ texts: ['x'], by: 'nobody' })
  expect(readArgs(third, { version: 3, args: { text: 'x' } })).toBeUndefined()
})
