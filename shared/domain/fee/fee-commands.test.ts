import { describe, expect, test } from 'vitest'
import { InMemoryDesk } from '#test/support/in-memory-desk.ts'
import { balanceOf } from './fee-ledger.ts'

const FEE = 45_000
const facts = { product: 'mac', purchasedOn: '2024-05-02', soldByUs: true, usedIn: 'NO', inStock: false } as const

function aDecidedCase() {
  const desk = new InMemoryDesk()
  const caseId = desk.register()
  desk.ok('unit.receive', { caseId })
  desk.ok('diagnosis.start', { caseId })
  const decide = (damage: ('liquid' | 'impact')[], more: { purchasedOn?: string | null } = {}) =>
    desk.ok('warranty.decide', {
      caseId,
      ...facts,
      ...more,
      damage,
      expects: { decisionId: desk.get('serviceCase', caseId).decisionId },
    })
  const fee = (name: 'charge' | 'invoice' | 'pay' | 'waive' | 'credit', amount = FEE) =>
    desk.run(`fee.${name}`, { caseId, amount, reason: 'x' })
  const kinds = () =>
    desk
      .all('feeEntry')
      .sort((a, b) => a.seq - b.seq)
      .map((entry) => `${entry.kind} ${entry.amount}`)
  const reopened = () => {
    desk.ok('case.cancel', { caseId, reason: 'x' })
    desk.ok('case.reopen', { caseId, reason: 'y' })
    desk.ok('unit.receive', { caseId })
    desk.ok('diagnosis.start', { caseId })
  }
  decide(['liquid'])
  return { desk, caseId, decide, fee, kinds, reopened, balance: () => balanceOf(desk.all('feeEntry')) }
}

describe('one diagnosis is charged once', () => {
  test.each(['pay', 'waive'] as const)('FEE-1: a second look after %s does not charge again', (settled) => {
    const { decide, fee, kinds } = aDecidedCase()
    fee(settled)
    decide(['liquid', 'impact'])
    expect(kinds()).toHaveLength(2)
  })

  test('FEE-1: undecided in between makes no difference', () => {
    const { decide, fee, kinds } = aDecidedCase()
    fee('pay')
    decide([], { purchasedOn: null })
    decide(['liquid'], { purchasedOn: null })
    expect(kinds()).toHaveLength(2)
  })

  test('FEE-1: a charge that fell because the unit seemed covered comes back when it is not', () => {
    const { desk, decide, kinds, balance } = aDecidedCase()
    decide([])
    expect(balance().live).toBe(false)
    expect(desk.all('feeEntry').find((entry) => entry.kind === 'waived')).toMatchObject({ rule: 'FEE-1' })
    decide(['impact'])
    expect(kinds()).toEqual([`charged ${FEE}`, `waived ${FEE}`, `charged ${FEE}`])
  })

  test('FEE-1: a reopened case is diagnosed anew, and that is charged anew', () => {
    const { decide, fee, kinds, reopened } = aDecidedCase()
    fee('pay')
    reopened()
    decide(['liquid'])
    expect(kinds()).toEqual([`charged ${FEE}`, `paid ${FEE}`, `charged ${FEE}`])
  })
})

describe('the fee of an earlier round that was invoiced and paid', () => {
  const secondRound = () => {
    const story = aDecidedCase()
    story.fee('invoice')
    story.fee('pay')
    story.reopened()
    story.decide(['liquid'])
    return story
  }

  test('FEE-3: does not stand in the way of invoicing the new one', () => {
    const { fee, balance } = secondRound()
    expect(fee('invoice')).toMatchObject({ kind: 'accepted' })
    expect(balance()).toEqual({ live: true, owed: FEE, invoiced: 2 * FEE })
    expect(fee('invoice')).toMatchObject({ error: { code: 'fee.invoiced', rule: 'FEE-3' } })
  })

  test('FEE-3: is not credited when the new one lapses uninvoiced', () => {
    const { decide, kinds } = secondRound()
    decide([])
    expect(kinds().at(-1)).toBe(`waived ${FEE}`)
  })
})

test('FEE-3: what is neither invoiced nor paid can be invoiced, and only that', () => {
  const { fee } = aDecidedCase()
  fee('invoice', 20_000)
  fee('pay', 20_000)
  expect(fee('invoice', 25_001)).toMatchObject({ kind: 'refused' })
  expect(fee('invoice', 25_000)).toMatchObject({ kind: 'accepted' })
  expect(fee('invoice', 1)).toMatchObject({ error: { code: 'fee.invoiced' } })
})

test('FEE-3: a fee invoiced in part is invoiced to the end and credited as a whole when it falls, in that order', () => {
  const { desk, decide, fee, balance } = aDecidedCase()
  fee('invoice', 20_000)
  decide([])
  const entries = desk.all('feeEntry').map(({ seq, kind, amount }) => ({ seq, kind, amount }))
  expect(entries.slice(2)).toEqual([
    { seq: 2, kind: 'invoiced', amount: 25_000 },
    { seq: 3, kind: 'credited', amount: FEE },
  ])
  expect(balance()).toEqual({ live: false, owed: 0, invoiced: 0 })
})

test('FEE-2: an accepted estimate that ends in a swap lets the fee lapse too', () => {
  const { desk, caseId, balance } = aDecidedCase()
  desk.ok('estimate.send', { caseId, amount: 1, text: '', via: 'sms', expects: { estimateId: null } })
  const estimateId = desk.get('serviceCase', caseId).estimateId ?? ''
  desk.ok('estimate.accept', { caseId, estimateId, answeredBy: 'Åse' })
  desk.ok('part.order', { caseId, part: 'Bytteenhet' })
  desk.ok('swap.start', { caseId })
  expect(balance().live).toBe(true)
  desk.ok('swap.finish', { caseId, newSerialNo: 'NEW1' })
  expect(balance().live).toBe(false)
})

describe('a linked order', () => {
  test('FEE-2: linked twice is no conflict, and another one is not put in its place', () => {
    const { desk, caseId, kinds } = aDecidedCase()
    desk.ok('order.link', { caseId, orderNo: '4711' })
    expect(desk.ok('order.link', { caseId, orderNo: ' 4711 ' })).toMatchObject({ changes: [] })
    expect(desk.run('order.link', { caseId, orderNo: '4712' })).toMatchObject({
      error: { code: 'field.changed', field: 'orderNo', facts: { theirs: '4711', mine: '4712' } },
    })
    expect(kinds()).toHaveLength(2)
  })

  test('FEE-2: repair after all, later, finds nothing to take away', () => {
    const { desk, caseId, decide, kinds } = aDecidedCase()
    desk.ok('order.link', { caseId, orderNo: '4711' })
    decide(['liquid', 'impact'])
    desk.ok('estimate.send', { caseId, amount: 1, text: '', via: 'sms', expects: { estimateId: null } })
    const estimateId = desk.get('serviceCase', caseId).estimateId ?? ''
    desk.ok('estimate.accept', { caseId, estimateId, answeredBy: 'Åse' })
    desk.ok('repair.start', { caseId })
    desk.ok('repair.finish', { caseId, work: 'ok' })
    expect(kinds()).toEqual([`charged ${FEE}`, `waived ${FEE}`])
  })
})

test('FEE-3: a fee that stands when the case is cancelled is invoiced, paid or credited afterwards', () => {
  const { desk, caseId, fee, balance } = aDecidedCase()
  desk.ok('case.cancel', { caseId, reason: 'kunden trakk seg' })
  expect(balance()).toMatchObject({ live: true, owed: FEE })
  expect(fee('invoice')).toMatchObject({ kind: 'accepted' })
  expect(fee('credit', 5_000)).toMatchObject({ kind: 'accepted' })
  expect(fee('pay', 40_000)).toMatchObject({ kind: 'accepted' })
  expect(balance().live).toBe(false)
})
