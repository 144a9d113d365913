import { describe, expect, test } from 'vitest'
import { anApplePhoneCall, InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { balanceOf } from '../fee/fee-ledger.ts'
import { warrantyBasisOf } from '../warranty/decide-warranty.command.ts'

const expectNull = { decisionId: null }
const liquid = {
  product: 'mac',
  purchasedOn: '2024-05-02',
  soldByUs: true,
  usedIn: 'NO',
  damage: ['liquid'],
  inStock: false,
  expects: expectNull,
} as const

/** A Mac with liquid damage, decided not covered and charged. */
function notCovered() {
  const desk = new InMemoryDesk()
  const caseId = desk.register()
  desk.ok('unit.receive', { caseId }, 'technician')
  desk.ok('diagnosis.start', { caseId }, 'technician')
  desk.ok('warranty.decide', { caseId, ...liquid, damage: ['liquid'] }, 'technician')
  return { desk, caseId, stateOf: () => desk.get('serviceCase', caseId).state }
}

const sent = (desk: InMemoryDesk, caseId: string): string => {
  desk.ok(
    'estimate.send',
    { caseId, amount: 420_000, text: 'Ny logikkort', via: 'sms', expects: { estimateId: null } },
    'agent',
  )
  return desk.get('serviceCase', caseId).estimateId ?? ''
}
const ledger = (desk: InMemoryDesk) =>
  desk
    .all('feeEntry')
    .sort((a, b) => a.seq - b.seq)
    .map(({ kind, amount }) => ({ kind, amount }))

describe('a Mac that is not covered', () => {
  test('is charged 450 kr when decided and waits for the customer (FEE-1, SHOP-2)', () => {
    const { desk, stateOf } = notCovered()
    expect(stateOf()).toBe('awaiting-customer')
    expect(ledger(desk)).toEqual([{ kind: 'charged', amount: 45_000 }])
    expect(desk.all('warrantyDecision')[0]?.reasons.map((r) => r.rule)).toContain('VOID-3')
  })

  test('has the fee waived when an accepted repair is done, not before (FEE-2)', () => {
    const { desk, caseId, stateOf } = notCovered()
    const estimateId = sent(desk, caseId)
    desk.ok('estimate.accept', { caseId, estimateId, answeredBy: 'Åse' }, 'agent')
    desk.ok('repair.start', { caseId }, 'technician')
    expect(ledger(desk)).toHaveLength(1)
    desk.ok('repair.finish', { caseId, work: 'Byttet logikkort' }, 'technician')
    expect(ledger(desk)).toEqual([
      { kind: 'charged', amount: 45_000 },
      { kind: 'waived', amount: 45_000 },
    ])
    expect(stateOf()).toBe('ready')
  })

  test('has an invoiced fee credited when the repair is done, not waived (FEE-3)', () => {
    const { desk, caseId } = notCovered()
    const estimateId = sent(desk, caseId)
    desk.ok('fee.invoice', { caseId, amount: 45_000, reason: 'månedsfaktura' }, 'agent')
    desk.ok('estimate.accept', { caseId, estimateId, answeredBy: 'Åse' }, 'agent')
    desk.ok('repair.start', { caseId }, 'technician')
    desk.ok('repair.finish', { caseId, work: 'Byttet logikkort' }, 'technician')
    expect(ledger(desk).map((e) => e.kind)).toEqual(['charged', 'invoiced', 'credited'])
    expect(balanceOf(desk.all('feeEntry'))).toMatchObject({ live: false, owed: 0, invoiced: 0 })
  })

  test('keeps the fee when the estimate is declined and goes back unrepaired (FEE-3, SHOP-5)', () => {
    const { desk, caseId, stateOf } = notCovered()
    const estimateId = sent(desk, caseId)
    desk.ok('estimate.decline', { caseId, estimateId, answeredBy: 'Åse' }, 'agent')
    expect(stateOf()).toBe('declined')
    desk.ok('unit.pack', { caseId }, 'technician')
    expect(stateOf()).toBe('ready')
    desk.ok('fee.invoice', { caseId, amount: 45_000, reason: 'avslått' }, 'agent')
    expect(balanceOf(desk.all('feeEntry'))).toMatchObject({ live: true, owed: 45_000, invoiced: 45_000 })
  })

  test('has the fee lapse when a new order is linked (FEE-2)', () => {
    const { desk, caseId } = notCovered()
    desk.ok('order.link', { caseId, orderNo: '4711' }, 'agent')
    expect(ledger(desk).at(-1)).toEqual({ kind: 'waived', amount: 45_000 })
  })

  test.each([
    ['fee.charge', 'fee.live'],
    ['fee.credit', 'fee.not-invoiced'],
  ] as const)('refuses %s with %s (FEE-3)', (name, code) => {
    const { desk, caseId } = notCovered()
    expect(desk.run(name, { caseId, amount: 45_000, reason: 'x' })).toMatchObject({
      kind: 'refused',
      error: { code, rule: 'FEE-3' },
    })
  })

  test('refuses a waiver after invoicing and amounts above the balance (FEE-3)', () => {
    const { desk, caseId } = notCovered()
    expect(desk.run('fee.waive', { caseId, amount: 45_001, reason: 'x' })).toMatchObject({
      error: { code: 'fee.beyond-balance' },
    })
    desk.ok('fee.invoice', { caseId, amount: 45_000, reason: 'x' })
    expect(desk.run('fee.waive', { caseId, amount: 45_000, reason: 'x' })).toMatchObject({
      error: { code: 'fee.invoiced' },
    })
    expect(desk.run('fee.invoice', { caseId, amount: 45_000, reason: 'x' })).toMatchObject({
      error: { code: 'fee.invoiced' },
    })
    desk.ok('fee.pay', { caseId, amount: 45_000, reason: 'x' })
    expect(desk.run('fee.pay', { caseId, amount: 1, reason: 'x' })).toMatchObject({ error: { code: 'fee.not-owed' } })
  })

  test('loses the fee again when it turns out to be covered after all (FEE-1)', () => {
    const { desk, caseId, stateOf } = notCovered()
    const decisionId = desk.get('serviceCase', caseId).decisionId
    desk.ok('warranty.decide', { caseId, ...liquid, damage: [], expects: { decisionId } })
    expect(stateOf()).toBe('awaiting-part')
    expect(balanceOf(desk.all('feeEntry')).live).toBe(false)
  })
})

describe('two answers to one question', () => {
  test('the second warranty decision is refused and names the first (SHOP-1)', () => {
    const { desk, caseId } = notCovered()
    expect(desk.run('warranty.decide', { caseId, ...liquid, damage: [] })).toMatchObject({
      kind: 'refused',
      error: { code: 'warranty.already-decided', facts: { theirs: 'not-covered' } },
    })
  })

  test('a fact that the desk corrected meanwhile is not overwritten unseen, and the same correction is no conflict', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register()
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
    const expects = warrantyBasisOf(desk.get('serviceCase', caseId))
    desk.ok('case.edit', { caseId, field: 'purchasedOn', from: '2024-05-02', to: '2021-05-02' })
    expect(desk.run('warranty.decide', { caseId, ...liquid, damage: [], expects })).toMatchObject({
      kind: 'refused',
      error: { code: 'field.changed', field: 'purchasedOn', facts: { theirs: '2021-05-02', mine: '2024-05-02' } },
    })
    desk.ok('warranty.decide', { caseId, ...liquid, purchasedOn: '2021-05-02', damage: [], expects })
    expect(desk.get('serviceCase', caseId).purchasedOn).toBe('2021-05-02')
  })

  test('the same decision twice is no conflict and changes nothing', () => {
    const { desk, caseId } = notCovered()
    const before = new Map(desk.rows)
    expect(desk.run('warranty.decide', { caseId, ...liquid, damage: ['liquid'] })).toMatchObject({
      kind: 'accepted',
      changes: [],
    })
    expect(desk.rows).toEqual(before)
  })

  test('an edit is refused when the field was changed meanwhile, and not when another was', () => {
    const desk = new InMemoryDesk()
    const caseId = desk.register()
    desk.ok('case.edit', { caseId, field: 'email', from: 'ase@example.invalid', to: 'a@example.invalid' })
    desk.ok('case.edit', { caseId, field: 'mobile', from: '+47 412 34 567', to: '+47 412 34 568' })
    expect(
      desk.run('case.edit', { caseId, field: 'email', from: 'ase@example.invalid', to: 'b@example.invalid' }),
    ).toMatchObject({
      error: {
        code: 'field.changed',
        field: 'email',
        facts: { theirs: 'a@example.invalid', mine: 'b@example.invalid' },
      },
    })
  })

  test('an owner who was set meanwhile is not overwritten (SOS-3)', () => {
    const desk = new InMemoryDesk()
    const [kari, per] = ['0198aaaa-0000-7000-8000-000000000001', '0198aaaa-0000-7000-8000-000000000002']
    for (const id of [kari, per] as string[])
      desk.put('colleague', { id, username: id, name: id, initials: 'X', role: 'agent' })
    const caseId = desk.register()
    desk.ok('case.assign', { caseId, ownerId: kari ?? null, expects: { ownerId: null } })
    expect(desk.run('case.assign', { caseId, ownerId: per ?? null, expects: { ownerId: null } })).toMatchObject({
      error: { code: 'field.changed', field: 'ownerId' },
    })
  })
})

describe('return, acceptance and end', () => {
  function ready() {
    const story = notCovered()
    const estimateId = sent(story.desk, story.caseId)
    story.desk.ok('estimate.accept', { caseId: story.caseId, estimateId, answeredBy: 'Åse' })
    story.desk.ok('repair.start', { caseId: story.caseId })
    story.desk.ok('repair.finish', { caseId: story.caseId, work: 'ok' })
    return story
  }

  test('three working days run from the local day of the message: told on a Saturday, due by Wednesday (SHOP-4)', () => {
    const { desk, caseId } = ready()
    desk.now = '2026-03-14T10:00:00.000Z'
    desk.ok('unit.ship', { caseId, via: 'sms', trackingNo: null })
    expect(desk.get('serviceCase', caseId)).toMatchObject({
      state: 'in-transit',
      dueRule: 'SHOP-4',
      dueAt: '2026-03-18T23:00:00.000Z',
    })
  })

  test('only an accepted case is closed, and closing takes the passcode away (SOS-4, INTAKE-SECRET)', () => {
    const { desk, caseId } = ready()
    desk.ok('passcode.keep', { caseId })
    expect(desk.run('case.close', { caseId })).toMatchObject({ error: { code: 'case.wrong-state', rule: 'SHOP-5' } })
    desk.ok('unit.ship', { caseId, via: 'sms', trackingNo: null })
    desk.ok('unit.deliver', { caseId })
    desk.ok('case.accept', { caseId, acceptedBy: 'Åse' })
    desk.ok('case.close', { caseId })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'closed', hasPasscode: false })
    expect(desk.run('passcode.reveal', { caseId })).toMatchObject({ error: { code: 'secret.none' } })
  })

  test('a reopened case keeps its number (SHOP-5)', () => {
    const { desk, caseId } = notCovered()
    const { number } = desk.get('serviceCase', caseId)
    desk.ok('case.cancel', { caseId, reason: 'feilregistrert' })
    desk.ok('case.reopen', { caseId, reason: 'likevel' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'registered', number, endReason: null })
  })

  test('a customer who never answers: closed under supervision after two reminders (SHOP-5)', () => {
    const { desk, caseId } = notCovered()
    expect(desk.run('case.closeUnanswered', { caseId }, 'dispatcher')).toMatchObject({
      error: { code: 'case.reminders-missing' },
    })
    for (const text of ['første', 'andre']) desk.ok('customer.tell', { caseId, via: 'sms', about: 'reminder', text })
    expect(desk.run('case.closeUnanswered', { caseId }, 'agent')).toMatchObject({
      error: { code: 'permission.denied' },
    })
    desk.ok('case.closeUnanswered', { caseId }, 'dispatcher')
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'closed', endReason: 'unanswered' })
  })
})

describe('an iPad in its second year', () => {
  const bought = '2024-11-20'
  const decide = (usedIn: string, inStock = false) => {
    const desk = new InMemoryDesk()
    const caseId = desk.register({ product: 'ipad', productName: 'iPad Air', purchasedOn: bought, usedIn })
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
    desk.ok('warranty.decide', {
      caseId,
      product: 'ipad',
      purchasedOn: bought,
      soldByUs: true,
      usedIn,
      damage: [],
      inStock,
      expects: expectNull,
    })
    return { desk, caseId }
  }

  test('is swapped in Norway: extended cover (APPLE-3, APPLE-7)', () => {
    const { desk, caseId } = decide('NO')
    expect(desk.all('warrantyDecision')[0]).toMatchObject({ outcome: 'covered', programme: 'extended', remedy: 'swap' })
    desk.ok('swap.start', { caseId })
    desk.ok('swap.finish', { caseId, newSerialNo: 'DMPNEW1' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ state: 'ready', swapSerialNo: 'DMPNEW1' })
  })

  test('skips the wait when a unit is in stock (SHOP-5)', () => {
    const { desk, caseId } = decide('NO', true)
    expect(desk.get('serviceCase', caseId).state).toBe('swapping')
  })

  test('is not covered in Sweden, and the country is among the reasons (APPLE-3, VOID-2)', () => {
    const { desk } = decide('SE')
    const decision = desk.all('warrantyDecision')[0]
    expect(decision?.outcome).toBe('not-covered')
    expect(decision?.reasons.map((r) => r.rule)).toEqual(expect.arrayContaining(['VOID-2', 'APPLE-3', 'FEE-1']))
  })
})

describe('registration', () => {
  test.each([
    ['contactName', { contactName: ' ' }, 'INTAKE-REQ'],
    ['mobile', { mobile: null, phone: '12' }, 'INTAKE-REQ'],
    ['serviceLocation', { serviceLocation: '' }, 'INTAKE-REQ'],
    ['faultDescription', { faultDescription: '' }, 'INTAKE-REQ'],
    ['contract', { contract: 'SA9999999' }, 'SOS-6'],
    ['purchasedOn', { purchasedOn: '2026-03-11' }, 'WDATE'],
  ])('is refused beside %s (%j)', (field, more, rule) => {
    const desk = new InMemoryDesk()
    expect(desk.run('case.register', { ...anApplePhoneCall(), number: 1042770, ...more })).toMatchObject({
      kind: 'refused',
      error: { field, rule },
    })
  })

  test('takes only a number of the own lease, once (SOS-2, SOS-9)', () => {
    const desk = new InMemoryDesk()
    expect(desk.run('case.register', { ...anApplePhoneCall(), number: 7 })).toMatchObject({
      error: { code: 'case-number.not-leased' },
    })
    const caseId = desk.register()
    const { number } = desk.get('serviceCase', caseId)
    desk.leases = [{ from: 1042770, to: 1042799 }]
    expect(desk.run('case.register', { ...anApplePhoneCall(), number })).toMatchObject({
      error: { code: 'case-number.taken' },
    })
  })

  test('without a number gets one of the backend (SOS-9)', () => {
    const desk = new InMemoryDesk()
    desk.spareNumber = 99
    const caseId = desk.register({ number: null, localRef: 'L-1' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({ number: 99, localRef: 'L-1' })
  })

  test('of a Lenovo unit on the Wednesday before Maundy Thursday at 15:31 promises the day after Easter Tuesday (LEN-1, LEN-3, SLA-2)', () => {
    const desk = new InMemoryDesk()
    desk.now = '2026-04-01T13:31:00.000Z'
    const caseId = desk.register({ contract: 'SA0020011', productName: 'ThinkPad T14', product: 'other' })
    expect(desk.get('serviceCase', caseId)).toMatchObject({
      flow: 'desk',
      dueRule: 'LEN-1',
      dueAt: '2026-04-08T22:00:00.000Z',
    })
  })

  test('by somebody without the permission is refused', () => {
    const desk = new InMemoryDesk()
    desk.register()
    expect(desk.run('case.closeUnanswered', { caseId: anApplePhoneCall().caseId }, 'technician')).toMatchObject({
      error: { code: 'permission.denied' },
    })
  })
})
