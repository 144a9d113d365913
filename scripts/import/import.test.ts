import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { type Answer, type ImportTarget, importRows } from './import-rows.ts'
import { columnsOf, Mapping } from './mapping.ts'
import { readRows } from './read-file.ts'
import { toRegistration } from './to-registration.ts'

const ROOT = join(import.meta.dirname, '../..')
const EXTRACT = join(ROOT, 'test/data/openrepair-extract.csv')
const LAPTOPS = Mapping.parse(JSON.parse(readFileSync(join(ROOT, 'resources/import/compcat-laptops.json'), 'utf8')))

/** The domain itself as a target: the same decisions as at the counter, idempotent by command id as a backend is. */
function deskTarget() {
  const desk = new InMemoryDesk()
  desk.spareNumber = 1
  const known = new Map<string, Answer>()
  const target: ImportTarget = {
    batch: 10,
    async submit(batch) {
      return batch.map(({ commandId, args }): Answer => {
        const before = known.get(commandId)
        if (before) return before.kind === 'accepted' ? { kind: 'repeated' } : before
        const decision = desk.run('case.register', args, 'agent', commandId)
        if (decision.kind === 'provisional') throw new Error('all rows are here')
        const answer: Answer =
          decision.kind === 'accepted' ? { kind: 'accepted' } : { kind: 'refused', error: decision.error }
        known.set(commandId, answer)
        return answer
      })
    },
    close: async () => {},
  }
  return { desk, target }
}
const run = (target: ImportTarget, mapping = LAPTOPS, file = EXTRACT) =>
  importRows(mapping, readRows(file, columnsOf(mapping)), target, () => {})

describe('import of real repairs', () => {
  test('accepts what the rules accept, rejects a row without a fault with its row, field and rule (INTAKE-REQ)', async () => {
    const { desk, target } = deskTarget()
    const result = await run(target)
    expect(result).toMatchObject({ rows: 36, accepted: 32, unchanged: 0 })
    expect(result.rejected).toHaveLength(4)
    expect(result.rejected[0]).toEqual({ row: 2, field: 'faultDescription', reason: 'input.missing (INTAKE-REQ)' })
    expect(desk.all('serviceCase')).toHaveLength(32)
  })

  test('the same file again adds nothing', async () => {
    const { desk, target } = deskTarget()
    await run(target)
    const before = desk.rows.size
    expect(await run(target)).toMatchObject({ rows: 36, accepted: 0, unchanged: 32 })
    expect(desk.rows.size).toBe(before)
  })

  test('a case shows what the mapping assumed and keeps what the file says', async () => {
    const { desk, target } = deskTarget()
    await run(target)
    for (const serviceCase of desk.all('serviceCase')) {
      expect(serviceCase.assumed).toEqual(['contactName', 'mobile', 'serviceLocation', 'channel', 'soldByUs'])
      expect(serviceCase.source).toBe(`compcat-laptops:${serviceCase.customerRef}`)
    }
    expect(desk.all('serviceCase').some((c) => /[^\x20-\x7e]/.test(c.faultDescription))).toBe(true)
  })

  test('a row whose content changed is told apart from a repeated one', async () => {
    const { target } = deskTarget()
    await run(target)
    const changed: Mapping = { ...LAPTOPS, fields: { ...LAPTOPS.fields, contactName: { constant: 'En annen' } } }
    expect((await run(target, changed)).rejected.at(-1)?.reason).toBe('case.exists (SOS-2)')
  })
})

describe('bad input', () => {
  const record = {
    id_ords: 'x_1',
    brand: 'Apple',
    product_category: 'Laptop',
    country: 'NOR',
    event_date: '2019-03-20',
    problem: 'x',
  }

  test.each([
    ['usedIn', { country: 'XXX' }],
    ['reportedAt', { event_date: '2019-02-30' }],
    ['id_ords', { id_ords: ' ' }],
  ])('is rejected with its field %s', (field, more) => {
    expect(toRegistration(LAPTOPS, { ...record, ...more })).toMatchObject({ field })
  })

  test('a mapping with an unknown field is refused before anything is read', () => {
    expect(Mapping.safeParse({ ...LAPTOPS, fields: { nonsense: { constant: 'x' } } }).success).toBe(false)
  })

  test('a file that lacks a column says which one and which it has', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'import-')), 'x.csv')
    writeFileSync(file, 'id_ords,brand\n1,Apple\n')
    await expect(run(deskTarget().target, LAPTOPS, file)).rejects.toThrow(
      /lacks the column .*problem.*it has id_ords, brand/,
    )
  })
})
