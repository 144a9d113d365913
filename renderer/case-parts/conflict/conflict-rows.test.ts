import { describe, expect, test } from 'vitest'
import type { ConflictView } from '#shared/contract/views.ts'
import { decideWarranty } from '#shared/domain/rules/index.ts'
import { sayIn } from '../words/test-say.ts'
import { conflictRows } from './conflict-rows.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const facts = {
  product: 'mac',
  soldByUs: true,
  purchasedOn: '2024-05-02',
  reportedOn: '2026-03-02',
  country: 'NO',
  damage: [],
} as const
const verdict = decideWarranty(facts)

function conflict(name: string, args: object, more: Partial<ConflictView> = {}): ConflictView {
  return {
    id: ID,
    command: {
      id: ID,
      name,
      version: 1,
      args: args as never,
      actAt: '2026-03-02T10:00:00Z',
      retryOf: null,
      undoGroup: null,
    },
    error: { code: 'warranty.already-decided', rule: 'SHOP-1' },
    caseId: ID,
    caseNumber: 104277,
    productName: 'MacBook Pro 14',
    actorName: 'Kari',
    refusedAt: '2026-03-02T12:00:00Z',
    theirs: null,
    settled: null,
    waiting: [],
    ...more,
  }
}
const theirs = {
  decision: {
    ...verdict,
    id: ID,
    caseId: ID,
    facts: { ...facts, damage: [] },
    actorId: ID,
    actorName: 'Ola',
    actAt: '2026-03-02T09:00:00Z',
  },
  estimate: null,
  value: null,
  actorName: 'Ola',
  actAt: '2026-03-02T09:00:00Z',
}
const mine = { caseId: ID, product: 'mac', purchasedOn: '2024-05-02', soldByUs: true, usedIn: 'NO', inStock: false }
const differing = (view: ConflictView) =>
  conflictRows(view)
    .filter((row) => row.differs)
    .map((row) => row.label)

describe('two answers to one question', () => {
  test('SHOP-1 two warranty decisions: liquid found by one, and only what follows from it, differs', () => {
    const view = conflict('warranty.decide', { ...mine, damage: ['liquid'] }, { theirs })
    expect(differing(view)).toEqual([
      'conflicts:row.outcome',
      'conflicts:row.remedy',
      'conflicts:row.fee',
      'common:field.damage',
    ])
    const outcome = conflictRows(view)[0]
    expect([outcome?.mine?.value, outcome?.theirs?.value]).toEqual(['not-covered', 'covered'])
  })

  test('damage in another order is the same damage', () => {
    const both = {
      ...theirs,
      decision: { ...theirs.decision, facts: { ...facts, damage: ['liquid', 'impact'] as never } },
    }
    const view = conflict('warranty.decide', { ...mine, damage: ['impact', 'liquid'] }, { theirs: both })
    expect(differing(view)).not.toContain('common:field.damage')
  })

  test('a field corrected twice shows both values in its own kind', () => {
    const view = conflict(
      'case.edit',
      { caseId: ID, field: 'purchasedOn', from: null, to: '2024-01-10' },
      {
        theirs: { ...theirs, decision: null, value: '2024-02-20' },
      },
    )
    expect(conflictRows(view)).toEqual([
      {
        label: 'common:field.purchasedOn',
        mine: { kind: 'date', value: '2024-01-10' },
        theirs: { kind: 'date', value: '2024-02-20' },
        differs: true,
      },
    ])
  })

  test('without their row the value in the refusal is shown', () => {
    const view = conflict(
      'case.edit',
      { caseId: ID, field: 'mobile', from: null, to: '1' },
      {
        error: { code: 'field.changed', field: 'mobile', facts: { field: 'mobile', theirs: '2', mine: '1' } },
      },
    )
    expect(conflictRows(view)[0]?.theirs).toEqual({ kind: 'phone', value: '2' })
  })

  test('FEE-3 a second charge shows what is owed already', () => {
    const view = conflict(
      'fee.charge',
      { caseId: ID, amount: 45000, reason: 'diagnose' },
      {
        error: { code: 'fee.live', rule: 'FEE-3', facts: { owed: 45000, invoiced: 0, amount: 45000 } },
      },
    )
    expect(conflictRows(view).map(({ label }) => label)).toEqual([
      'common:field.amount',
      'common:field.reason',
      'conflicts:row.owed',
    ])
  })

  test('SHOP-5 a move that no longer fits shows the state that refuses it', () => {
    const view = conflict(
      'unit.receive',
      { caseId: ID },
      {
        error: { code: 'case.wrong-state', rule: 'SHOP-5', facts: { state: 'cancelled', command: 'unit.receive' } },
      },
    )
    expect(conflictRows(view)).toEqual([
      { label: 'conflicts:row.state', mine: null, theirs: { kind: 'state', value: 'cancelled' }, differs: true },
    ])
  })

  test.each(['nb', 'sv', 'en'] as const)('every line has a label in %s', async (locale) => {
    const say = await sayIn(locale)
    const views = [
      conflict('warranty.decide', { ...mine, damage: ['liquid'], inStock: true }, { theirs }),
      conflict('repair.finish', { caseId: ID, work: 'x' }),
      conflict('unit.ship', { caseId: ID, via: 'sms', trackingNo: 'y' }),
      conflict('estimate.accept', { caseId: ID, estimateId: ID, answeredBy: 'A' }),
      conflict('work.wait', { caseId: ID, for: 'part', note: 'z' }),
      conflict('customer.tell', { caseId: ID, via: 'sms', about: 'reminder', text: 't' }),
      conflict('case.solve', { caseId: ID, solution: 's' }),
      conflict('order.link', { caseId: ID, orderNo: '1' }),
    ]
    for (const row of views.flatMap(conflictRows)) expect(say.t(row.label)).not.toMatch(/field\.|row\.|label\./)
  })
})
