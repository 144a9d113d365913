import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import { anApplePhoneCall, InMemoryDesk } from '#test/support/in-memory-desk.ts'

const register = (more: Partial<CommandArgs<'case.register'>>, now?: string) => {
  const desk = new InMemoryDesk()
  if (now) desk.now = now
  const args = { ...anApplePhoneCall(), number: 1042770, ...more }
  return { desk, caseId: args.caseId, decision: desk.run('case.register', args) }
}

describe('registration is refused beside the field', () => {
  test.each<[string, Partial<CommandArgs<'case.register'>>]>([
    ['usedIn', { usedIn: 'XX' }],
    ['purchasedOn', { purchasedOn: '0203-01-01' }],
    ['reportedAt', { reportedAt: '0001-01-01T00:00:00Z', purchasedOn: null }],
    ['reportedAt', { reportedAt: '2026-03-12T00:00:00Z' }],
    ['contactName', { contactName: 'Åse\u0000' }],
    ['contactName', { contactName: 'Åse\nNordmann' }],
    ['serialNo', { serialNo: 'C02\u001dXK1' }],
    ['faultDescription', { faultDescription: 'halv \ud83d emoji' }],
    ['faultDescription', { faultDescription: 'x'.repeat(20_001) }],
    ['faultDescription', { faultDescription: '\u200b \u00a0' }],
  ])('%s (%j)', (field, more) => {
    expect(register(more).decision).toMatchObject({ kind: 'refused', error: { field } })
  })

  test('lines in a description and letters of every script are no nonsense', () => {
    const text = 'Linje 1\r\n\tlinje 2 – 漢字 😀'
    expect(register({ faultDescription: text, contactName: 'Ćirić 😀' }).decision.kind).toBe('accepted')
  })
})

test('a case holds the agreement by its number and the instant in one notation, however they were written (SOS-6)', () => {
  const { desk, caseId } = register({ contract: ' SA0011807 ', reportedAt: '2026-03-09T10:00:00Z' })
  expect(desk.get('serviceCase', caseId)).toMatchObject({
    contract: 'SA0011807',
    registeredAt: '2026-03-09T10:00:00.000Z',
  })
})

describe('outside the years of the calendar', () => {
  const lenovo = { contract: 'SA0020011', product: 'other', purchasedOn: null } as const

  test.each([
    ['a fault of 2008', '2008-06-02T10:00:00Z', undefined],
    ['a clock set to 2061', null, '2061-03-01T10:00:00.000Z'],
    ['the last working day of 2060', null, '2060-12-31T10:00:00.000Z'],
  ])('%s is registered without a promise (LEN-1, SLA-2)', (_what, reportedAt, now) => {
    const { desk, caseId, decision } = register({ ...lenovo, reportedAt }, now)
    expect(decision.kind).toBe('accepted')
    expect(desk.get('serviceCase', caseId)).toMatchObject({ dueAt: null, dueRule: null })
  })

  test('a unit is sent by a device whose clock stands at 2000 (SHOP-4)', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ purchasedOn: null })
    desk.put('serviceCase', { ...desk.get('serviceCase', caseId), state: 'ready' })
    desk.now = '2000-01-01T00:10:00.000Z'
    desk.ok('unit.ship', { caseId, via: 'sms', trackingNo: null })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'in-transit', dueAt: null })
  })
})

describe('an edit', () => {
  const edit = (field: CommandArgs<'case.edit'>['field'], from: string | null, to: string | null) => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ phone: null })
    return desk.run('case.edit', { caseId, field, from, to })
  }
  test.each<[Parameters<typeof edit>[0], string | null, string | null, string]>([
    ['purchasedOn', '2024-05-02', '2026-03-11', 'WDATE'],
    ['mobile', '+47 412 34 567', null, 'INTAKE-REQ'],
    ['mobile', '+47 412 34 567', '12', 'INTAKE-REQ'],
    ['contactName', 'Åse Nordmann', ' \u200b', 'INTAKE-REQ'],
  ])('of %s from %s to %j is refused (%s)', (field, from, to, rule) => {
    expect(edit(field, from, to)).toMatchObject({ kind: 'refused', error: { field, rule } })
  })
  test.each<[Parameters<typeof edit>[0], string | null, string | null]>([
    ['usedIn', 'NO', 'XX'],
    ['usedIn', 'NO', null],
    ['purchasedOn', '2024-05-02', '0024-05-02'],
    ['email', 'ase@example.invalid', 'a\u0000b'],
  ])('of %s from %s to %j is refused', (field, from, to) => {
    expect(edit(field, from, to)).toMatchObject({ error: { code: 'input.invalid', field } })
  })

  test('the last reachable number cannot be taken away, either of two can (INTAKE-REQ)', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ phone: '22 00 00 00' })
    desk.ok('case.edit', { caseId, field: 'mobile', from: '+47 412 34 567', to: null })
    expect(desk.run('case.edit', { caseId, field: 'phone', from: '22 00 00 00', to: null })).toMatchObject({
      error: { code: 'input.missing', field: 'phone', rule: 'INTAKE-REQ' },
    })
  })

  test('is of a value, not of a structure without end', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register()
    let deep: unknown = null
    for (let i = 0; i < 20_000; i++) deep = [deep]
    const args = { caseId, field: 'email', from: deep, to: 'a@example.invalid' } as never
    expect(desk.run('case.edit', args)).toMatchObject({ error: { code: 'input.invalid', field: 'from' } })
  })
})

describe('warranty facts that do not fit', () => {
  const decide = (more: Partial<CommandArgs<'warranty.decide'>>) => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ assumed: ['soldByUs', 'contactName'] })
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
    const facts = { product: 'mac', purchasedOn: '2024-05-02', soldByUs: true, usedIn: 'NO' } as const
    const expects = { decisionId: null }
    const decision = desk.run('warranty.decide', { caseId, ...facts, damage: [], inStock: false, expects, ...more })
    return { desk, caseId, decision }
  }

  test('are refused beside the field of the form (WDATE)', () => {
    expect(decide({ purchasedOn: '2026-03-11' }).decision).toMatchObject({
      error: { code: 'warranty.bad-facts', rule: 'WDATE', field: 'purchasedOn' },
    })
    expect(decide({ usedIn: 'XX' }).decision).toMatchObject({ error: { code: 'input.invalid', field: 'usedIn' } })
  })

  test('the last moment of a day in Oslo is that day, whatever the day is in UTC (WDATE)', () => {
    expect(register({ purchasedOn: '2026-03-11' }, '2026-03-10T23:30:00.000Z').decision.kind).toBe('accepted')
    expect(register({ purchasedOn: '2026-03-11' }, '2026-03-10T22:30:00.000Z').decision.kind).toBe('refused')
  })

  test('what a technician decided on is not assumed any more', () => {
    const { desk, caseId } = decide({})
    expect(desk.get('serviceCase', caseId).assumed).toEqual(['contactName'])
  })
})

test.each<[CommandName, Record<string, unknown>, string]>([
  ['case.cancel', { reason: ' \u200b' }, 'reason'],
  ['case.note', { text: '\u200b' }, 'text'],
  ['customer.tell', { via: 'sms', about: 'progress', text: '\u0000' }, 'text'],
  ['fee.charge', { amount: 45_000, reason: ' ' }, 'reason'],
  ['fee.charge', { amount: -1, reason: 'x' }, 'amount'],
  ['fee.charge', { amount: 0.5, reason: 'x' }, 'amount'],
  ['fee.charge', { amount: 100_000_001, reason: 'x' }, 'amount'],
  ['order.link', { orderNo: ' ' }, 'orderNo'],
  ['diagnosis.record', { damage: [], finding: '\n', expects: { finding: null } }, 'finding'],
  ['repair.finish', { work: ' ' }, 'work'],
  ['swap.finish', { newSerialNo: ' ' }, 'newSerialNo'],
  ['part.order', { part: '\u00a0' }, 'part'],
  ['case.solve', { solution: '\t' }, 'solution'],
  ['case.accept', { acceptedBy: '' }, 'acceptedBy'],
])('%s with %j is refused beside %s', (name, args, field) => {
  const desk = new InMemoryDesk()
  const caseId = desk.register()
  expect(desk.run(name, { caseId, ...args } as never)).toMatchObject({ error: { code: 'input.invalid', field } })
})
